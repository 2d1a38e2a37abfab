export default {
  'roots.log': 'سجل المركز، عدد الإدخالات: {n}',
};
