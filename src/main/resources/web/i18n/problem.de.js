/** Deutsch: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Der Server ist nicht erreichbar. Bitte noch einmal versuchen.',
  'problem.unavailable': 'Der Server kann das gerade nicht. Bitte noch einmal versuchen.',
  'problem.busy': 'Der Server ist ausgelastet. Bitte noch einmal versuchen.',
  'problem.rate-limited': 'Zu viele Anfragen. Bitte einen Moment warten und noch einmal versuchen.',
  'problem.bad-token': 'Dieser Schlüssel gilt nicht für diesen Raum.',
  'problem.suspended': 'Der Betreiber dieses Hubs hat diesen Raum gesperrt. Es kann nichts geändert werden.',
  'problem.forbidden': 'Das ist hier nicht erlaubt.',
  'problem.other': 'Der Server hat das nicht getan.',
};
