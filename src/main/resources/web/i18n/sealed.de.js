/** German: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Wenn die Abstimmung endet, werden alle Stimmzettel ohne Namen veröffentlicht. An einer langen Reihenfolge könnten andere Sie erkennen.',
  'sealed.checking': 'Es wird geprüft, ob Ihre Stimme im versiegelten Ergebnis ist …',
  'sealed.included': 'Ihre Stimme ist im versiegelten Ergebnis',
  'sealed.later': 'Ob Ihre Stimme im versiegelten Ergebnis ist, konnte noch nicht geprüft werden',
  'sealed.again': 'Jetzt prüfen',
  'sealed.more': 'Was heißt das?',
  'sealed.failed': 'Ihre Stimme ist nicht im versiegelten Ergebnis',
  'sealed.failed-do': 'Bitte sagen Sie es jetzt der Person, die die Abstimmung leitet, und zeigen Sie ihr diese Seite. Speichern Sie den Nachweis und lassen Sie die Seite offen: Beides hilft herauszufinden, was geschehen ist.',
  'sealed.about': 'Als die Abstimmung endete, hat der Hub ihr Ergebnis versiegelt. Ihr Telefon hat geprüft, dass der Stimmzettel mit Ihrem Beleg darin ist. Würde später etwas daran geändert, passte das Siegel nicht mehr.',
  'sealed.secret': 'Weder der Beleg noch der Nachweis verrät, wie Sie gestimmt haben.',
  'sealed.same': 'Alle müssen dasselbe Siegel sehen. Vergleichen Sie es mit Ihren Nachbarn:',
  'sealed.number': 'Siegel {n}',
  'sealed.save': 'Nachweis speichern',
  'sealed.verify': 'Unabhängig prüfen',
  'sealed.close': 'Schließen',
};
