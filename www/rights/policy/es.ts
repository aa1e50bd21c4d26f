/** Spanish, with "tú", in words that Spain and the Americas share. Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const es: Words = {
  title: 'Tus sugerencias, tus datos: {shop}',
  shop: 'esta tienda',
  sources: { browsing: 'lo que miras', searching: 'lo que buscas', cart: 'tu carrito', orders: 'lo que compras', showing: 'lo que se te mostró' },
  signals: { view: 'producto visto', search: 'búsqueda', click: 'producto elegido de una lista', cart: 'puesto en el carrito', uncart: 'sacado del carrito', purchase: 'comprado', return: 'devuelto', impression: 'mostrado' },
  never: { name: 'tu nombre', address: 'tu dirección', email: 'tu correo electrónico', phone: 'tu número de teléfono', place: 'dónde estás', ip: 'tu dirección IP', device: 'los detalles de tu dispositivo', 'other-sites': 'lo que haces en otros sitios', 'search-words': 'las palabras que buscas' },
  levels: { off: 'Desactivado: no se anota nada. Ves lo más popular.', visit: 'Esta visita: las notas quedan en esta pestaña y se van cuando la cierras.', remember: 'Recordarme: las notas quedan en este navegador hasta que desaparecen.', share: 'Recordarme y contar conmigo: como lo anterior, y de vez en cuando sale una respuesta borrosa.' },
  sections: {
    what: { heading: 'Qué se anota', sentences: ['Nada, hasta que elijas.', 'Después, solo lo que haces en esta tienda, y solo el día:'], item: '{name}: {what}' },
    never: { heading: 'Qué no se anota nunca', sentences: ['El programa no tiene cómo leer ni guardar:'] },
    how: { heading: 'Cómo se guarda', sentences: ['Un pequeño programa en tu propio navegador lo anota y prepara tus sugerencias.', 'Las notas están en el almacenamiento de tu navegador, con el nombre «{key}». La tienda no las recibe.', 'Tú eliges cuánto:'] },
    why: { heading: 'Para qué sirve', sentences: ['Solo para una cosa: ordenar los productos que esta tienda te muestra.', 'Los precios son iguales para todos. El programa no aprende nada de productos que tocan la salud, la religión y temas así.', 'Recibes sugerencias que van contigo, y cada una te dice por qué.'] },
    long: { heading: 'Cuánto tiempo', sentences: ['Cada nota desaparece sola. Puedes elegir un plazo más corto.'], item: { one: '{name}: {n} día como máximo', other: '{name}: {n} días como máximo' } },
    who: { heading: 'Quién recibe algo', shop: 'Responsable de tus datos: {shop}.', nobody: 'Nadie más recibe nada.', others: 'Reciben algo:' },
    counts: { only: 'No sale nada, salvo si elegiste «{level}».', any: 'una sección', shown: '«Tus sugerencias, tus datos» muestra cada respuesta que salió, byte a byte, y la próxima. Para parar, elige allí otro nivel.' },
    totals: { heading: 'Totales', sentence: { one: 'Los ve: {seenBy}. Se guardan {n} día.', other: 'Los ve: {seenBy}. Se guardan {n} días.' } },
    rights: {
      heading: 'Tus derechos', sentences: ['No tienes que pedírselo a nadie. Abre «Tus sugerencias, tus datos» en cualquier página de la tienda:'],
      list: ['Ver todo lo que se guarda, y por qué.', 'Hacer olvidar una nota, un interés o todo.', 'Decir más, menos o nunca.', 'Llevarte tus datos en un archivo y traerlos a otra tienda.', 'Desactivarlo. Es tan fácil como activarlo.', 'Guardar un comprobante de lo que elegiste.'],
    },
    contact: { heading: 'Contacto', sentence: 'Preguntas sobre tus datos en {shop}: {contact}', address: 'Dirección: {address}', officer: 'Quién responde por los datos: {officer}', authority: 'Puedes reclamar ante: {authority}' },
    version: { heading: 'Esta página', sentence: 'Edición {edition} del {date}. Se hace con los ajustes en uso de la tienda ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} ahora recibe algo.', recipientGone: '{name} ya no recibe nada.',
    sourceOn: 'Ahora se anota: {name}.', sourceOff: 'Ya no se anota: {name}.',
    days: { one: 'Se guarda {n} día en vez de {before}: {name}.', other: 'Se guarda {n} días en vez de {before}: {name}.' }, purpose: 'Ahora sirve para otra cosa: {name}.', signals: 'Se anotan otras acciones: {name}.',
    levels: 'Las opciones han cambiado.', never: 'La lista de lo que no se anota nunca ha cambiado.',
    shop: 'La tienda se llama «{after}», ya no «{before}».', contact: 'El contacto es «{after}», ya no «{before}».', policy: 'La dirección de esta página es «{after}», ya no «{before}».',
    counts: 'Ha cambiado lo que se pregunta con respuestas anónimas.',
    about: 'Han cambiado los responsables de los datos o de los totales.',
  },
};
