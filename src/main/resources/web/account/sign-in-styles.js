/** The styles of the ways in without a password. */
import { css } from 'lit';

export const signInStyles = css`
  .others {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
  }
  .or {
    display: flex;
    align-items: center;
    gap: var(--s4);
  }
  .or::before,
  .or::after {
    flex: 1;
    border-top: 1px solid var(--line);
    content: '';
  }
  button.other {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--s3);
    min-height: 3.25rem;
    border-radius: var(--radius);
    font-size: var(--text-m);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .icon {
    flex: none;
    width: 1.5rem;
    height: 1.5rem;
  }
`;
