/** Nederlands: why the hub did not do what was asked. */
export default {
  'problem.offline': 'De server is niet bereikbaar. Probeer het opnieuw.',
  'problem.unavailable': 'De server kan dit nu niet doen. Probeer het opnieuw.',
  'problem.busy': 'De server is bezet. Probeer het opnieuw.',
  'problem.rate-limited': 'Te veel verzoeken. Wacht even en probeer het opnieuw.',
  'problem.bad-token': 'Deze sleutel geldt niet voor deze zaal.',
  'problem.suspended': 'De beheerder van deze server heeft de zaal geblokkeerd. Er kan niets worden gewijzigd.',
  'problem.forbidden': 'Dit is hier niet toegestaan.',
  'problem.other': 'De server heeft dit niet gedaan.',
};
