export default {
  'roots.seal': 'Siegel {n}',
  'roots.log': { one: 'Logbuch des Hubs, {n} Eintrag', other: 'Logbuch des Hubs, {n} Einträge' },
};
