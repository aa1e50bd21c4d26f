/** French, with "vous". A no-break space stands before two-part marks and inside « ». Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const fr: Words = {
  title: 'Vos suggestions, vos données\u00a0: {shop}',
  shop: 'cette boutique',
  sources: { browsing: 'ce que vous consultez', searching: 'ce que vous cherchez', cart: 'votre panier', orders: 'ce que vous achetez', showing: 'ce qui vous a été montré' },
  signals: { view: 'produit consulté', search: 'recherche', click: 'produit choisi dans une liste', cart: 'mis au panier', uncart: 'retiré du panier', purchase: 'acheté', return: 'retourné', impression: 'montré' },
  never: { name: 'votre nom', address: 'votre adresse', email: 'votre adresse e-mail', phone: 'votre numéro de téléphone', place: 'l’endroit où vous êtes', ip: 'votre adresse IP', device: 'les détails de votre appareil', 'other-sites': 'ce que vous faites sur d’autres sites', 'search-words': 'les mots que vous cherchez' },
  levels: { off: 'Désactivé\u00a0: rien n’est noté. Vous voyez ce qui est populaire.', visit: 'Cette visite\u00a0: les notes restent dans cet onglet et partent quand il se ferme.', remember: 'Se souvenir de moi\u00a0: les notes restent dans ce navigateur jusqu’à ce qu’elles s’effacent.', share: 'Se souvenir de moi et me compter\u00a0: comme ci-dessus, et parfois une réponse brouillée part.' },
  sections: {
    what: { heading: 'Ce qui est noté', sentences: ['Rien, tant que vous n’avez pas choisi.', 'Ensuite, seulement ce que vous faites dans cette boutique, et seulement le jour\u00a0:'], item: '{name}\u00a0: {what}' },
    never: { heading: 'Ce qui n’est jamais noté', sentences: ['Le programme n’a aucun moyen de lire ni de garder\u00a0:'] },
    how: { heading: 'Comment c’est gardé', sentences: ['Un petit programme dans votre propre navigateur le note et prépare vos suggestions.', 'Les notes sont dans le stockage de votre navigateur, sous le nom «\u00a0{key}\u00a0». La boutique ne les reçoit pas.', 'Vous choisissez combien garder\u00a0:'] },
    why: { heading: 'À quoi cela sert', sentences: ['À une seule chose\u00a0: classer les produits que cette boutique vous montre.', 'Les prix sont les mêmes pour tous. Le programme n’apprend rien des produits qui touchent à la santé, à la religion et à d’autres sujets sensibles.', 'Vous recevez des suggestions qui vous correspondent, et chacune vous dit pourquoi.'] },
    long: { heading: 'Combien de temps', sentences: ['Chaque note s’efface d’elle-même. Vous pouvez choisir une durée plus courte.'], item: { one: '{name}\u00a0: {n} jour au plus', other: '{name}\u00a0: {n} jours au plus' } },
    who: { heading: 'Qui reçoit quelque chose', shop: 'Responsable de vos données\u00a0: {shop}.', nobody: 'Personne d’autre ne reçoit quoi que ce soit.', others: 'Reçoivent quelque chose\u00a0:' },
    counts: { only: 'Rien ne part, sauf si vous avez choisi «\u00a0{level}\u00a0».', any: 'un rayon', shown: '«\u00a0Vos suggestions, vos données\u00a0» montre chaque réponse partie, octet par octet, et la prochaine. Pour arrêter, choisissez-y un autre niveau.' },
    totals: { heading: 'Totaux', sentence: { one: 'Vus par\u00a0: {seenBy}. Gardés {n} jour.', other: 'Vus par\u00a0: {seenBy}. Gardés {n} jours.' } },
    rights: {
      heading: 'Vos droits', sentences: ['Vous n’avez rien à demander à personne. Ouvrez «\u00a0Vos suggestions, vos données\u00a0» sur n’importe quelle page de la boutique\u00a0:'],
      list: ['Voir tout ce qui est gardé, et pourquoi.', 'Faire oublier une note, un centre d’intérêt ou tout.', 'Dire plus, moins ou jamais.', 'Emporter vos données dans un fichier et les apporter dans une autre boutique.', 'Tout désactiver. C’est aussi simple que d’activer.', 'Enregistrer un reçu de votre choix.'],
    },
    contact: { heading: 'Contact', sentence: 'Pour toute question sur vos données, contactez {shop}\u00a0: {contact}', address: 'Adresse\u00a0: {address}', officer: 'Qui répond des données\u00a0: {officer}', authority: 'Vous pouvez vous plaindre auprès de\u00a0: {authority}' },
    version: { heading: 'Cette page', sentence: 'Édition {edition} du {date}. Elle est tirée des réglages actuels de la boutique ({version}).', item: '{date}\u00a0: {text}' },
  },
  changed: {
    recipientAdded: '{name} reçoit maintenant quelque chose.', recipientGone: '{name} ne reçoit plus rien.',
    sourceOn: 'Désormais noté\u00a0: {name}.', sourceOff: 'N’est plus noté\u00a0: {name}.',
    days: { one: 'Gardé {n} jour au lieu de {before}\u00a0: {name}.', other: 'Gardé {n} jours au lieu de {before}\u00a0: {name}.' }, purpose: 'Sert à autre chose\u00a0: {name}.', signals: 'D’autres actions sont notées\u00a0: {name}.',
    levels: 'Les choix proposés ont changé.', never: 'La liste de ce qui n’est jamais noté a changé.',
    shop: 'La boutique s’appelle «\u00a0{after}\u00a0», et non plus «\u00a0{before}\u00a0».', contact: 'Le contact est «\u00a0{after}\u00a0», et non plus «\u00a0{before}\u00a0».', policy: 'L’adresse de cette page est «\u00a0{after}\u00a0», et non plus «\u00a0{before}\u00a0».',
    counts: 'Les questions à réponses anonymes ont changé.',
    about: 'Les responsables des données ou des totaux ont changé.',
  },
};
