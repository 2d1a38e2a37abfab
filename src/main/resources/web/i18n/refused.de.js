export default {
  'refused.late': 'Die Abstimmung ist geschlossen; Ihre Stimme kam {s} s zu spät und wurde nicht gezählt.',
  'refused.not-open': 'Die Abstimmung ist geschlossen; Ihre Stimme wurde nicht gezählt.',
  'refused.already-voted': 'Sie haben schon abgestimmt; Ihre erste Stimme gilt.',
  'refused.poll-changed': 'Die Frage wurde geändert. Bitte stimmen Sie noch einmal ab.',
  'refused.bad-ballot': 'Der Server konnte diese Stimme nicht lesen; sie wurde nicht gezählt. Bitte noch einmal wählen.',
  'refused.unknown-poll': 'Diese Abstimmung gibt es nicht mehr; Ihre Stimme wurde nicht gezählt.',
  'refused.not-eligible': 'Hier stimmt nur ab, wer im Wählerverzeichnis steht; Ihre Stimme wurde nicht gezählt.',
  'refused.suspended': 'Dieser Raum ist gesperrt; Ihre Stimme wurde nicht gezählt.',
  'refused.forbidden': 'Sie dürfen hier nicht abstimmen; Ihre Stimme wurde nicht gezählt.',
  'refused.other': 'Ihre Stimme wurde nicht gezählt. Bitte noch einmal wählen.',
};
