export default {
  'roots.seal': 'الختم {n}',
  'roots.log': 'سجل المركز، عدد الإدخالات: {n}',
};
