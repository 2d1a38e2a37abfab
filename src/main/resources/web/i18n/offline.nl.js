/** Nederlands: zonder netwerk. */
export default {
  offline: 'U bent offline. Wat u ziet, kan verouderd zijn.',
  'offline.loading': 'U bent offline. De zaal opent vanzelf zodra u weer online bent.',
  'offline.kept': 'U bent offline. Uw stem is bewaard en wordt verzonden zodra u weer online bent, ook als u deze pagina sluit.',
};
