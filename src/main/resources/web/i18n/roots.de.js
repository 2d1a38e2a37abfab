export default {
  'roots.log': { one: 'Logbuch des Hubs, {n} Eintrag', other: 'Logbuch des Hubs, {n} Einträge' },
};
