/** Português: sem rede. */
export default {
  offline: 'Está sem ligação. O que vê pode estar desatualizado.',
  'offline.loading': 'Está sem ligação. A sala abre-se sozinha quando a ligação voltar.',
  'offline.kept': 'Está sem ligação. O seu voto está guardado e será enviado quando a ligação voltar, mesmo que feche esta página.',
};
