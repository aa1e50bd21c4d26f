/** Portuguese, with "você" as Brazil's shops say it, in words that are read in Portugal too. Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const pt: Words = {
  title: 'Suas sugestões, seus dados: {shop}',
  shop: 'esta loja',
  sources: { browsing: 'o que você olha', searching: 'o que você procura', cart: 'seu carrinho', orders: 'o que você compra', showing: 'o que foi mostrado a você' },
  signals: { view: 'produto visto', search: 'busca', click: 'produto escolhido de uma lista', cart: 'posto no carrinho', uncart: 'tirado do carrinho', purchase: 'comprado', return: 'devolvido', impression: 'mostrado' },
  never: { name: 'seu nome', address: 'seu endereço', email: 'seu e-mail', phone: 'seu número de telefone', place: 'onde você está', ip: 'seu endereço IP', device: 'detalhes do seu dispositivo', 'other-sites': 'o que você faz em outros sites', 'search-words': 'as palavras que você procura' },
  levels: { off: 'Desligado: nada é anotado. Você vê o que é popular.', visit: 'Esta visita: as notas ficam nesta aba e somem quando ela é fechada.', remember: 'Lembrar de mim: as notas ficam neste navegador até sumirem.', share: 'Lembrar de mim e me contar: como acima, e de vez em quando sai uma resposta borrada.' },
  sections: {
    what: { heading: 'O que é anotado', sentences: ['Nada, até você escolher.', 'Depois, só o que você faz nesta loja, e só o dia:'], item: '{name}: {what}' },
    never: { heading: 'O que nunca é anotado', sentences: ['O programa não tem como ler nem guardar:'] },
    how: { heading: 'Como é guardado', sentences: ['Um pequeno programa no seu próprio navegador anota e prepara as suas sugestões.', 'As notas ficam no armazenamento do seu navegador, com o nome “{key}”. A loja não as recebe.', 'Você escolhe quanto:'] },
    why: { heading: 'Para que serve', sentences: ['Para uma coisa só: ordenar os produtos que esta loja mostra a você.', 'Os preços são iguais para todos. O programa não aprende nada com produtos que tocam em saúde, religião e temas assim.', 'Você recebe sugestões que combinam com você, e cada uma diz por quê.'] },
    long: { heading: 'Por quanto tempo', sentences: ['Cada nota some sozinha. Você pode escolher um prazo mais curto.'], item: { one: '{name}: {n} dia no máximo', other: '{name}: {n} dias no máximo' } },
    who: { heading: 'Quem recebe algo', shop: 'Responsável pelos seus dados: {shop}.', nobody: 'Mais ninguém recebe nada.', others: 'Recebem algo:' },
    counts: { only: 'Nada sai, a menos que você tenha escolhido “{level}”.', any: 'um setor', shown: '“Suas sugestões, seus dados” mostra cada resposta que saiu, byte a byte, e a próxima. Para parar, escolha ali outro nível.' },
    totals: { heading: 'Totais', sentence: { one: 'Vistos por: {seenBy}. Guardados por {n} dia.', other: 'Vistos por: {seenBy}. Guardados por {n} dias.' } },
    rights: {
      heading: 'Seus direitos', sentences: ['Você não precisa pedir a ninguém. Abra “Suas sugestões, seus dados” em qualquer página da loja:'],
      list: ['Ver tudo o que é guardado, e por quê.', 'Fazer esquecer uma nota, um interesse ou tudo.', 'Dizer mais, menos ou nunca.', 'Levar seus dados em um arquivo e trazê-los a outra loja.', 'Desligar. É tão fácil quanto ligar.', 'Salvar um recibo do que você escolheu.'],
    },
    contact: { heading: 'Contato', sentence: 'Perguntas sobre seus dados ({shop}): {contact}', address: 'Endereço: {address}', officer: 'Quem responde pelos dados: {officer}', authority: 'Você pode reclamar junto a: {authority}' },
    version: { heading: 'Esta página', sentence: 'Edição {edition}, de {date}. Ela é feita com os ajustes em uso na loja ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} agora recebe algo.', recipientGone: '{name} não recebe mais nada.',
    sourceOn: 'Agora é anotado: {name}.', sourceOff: 'Não é mais anotado: {name}.',
    days: { one: 'Guardado por {n} dia em vez de {before}: {name}.', other: 'Guardado por {n} dias em vez de {before}: {name}.' }, purpose: 'Agora serve para outra coisa: {name}.', signals: 'Outras ações são anotadas: {name}.',
    levels: 'As opções mudaram.', never: 'A lista do que nunca é anotado mudou.',
    shop: 'A loja se chama “{after}”, não mais “{before}”.', contact: 'O contato é “{after}”, não mais “{before}”.', policy: 'O endereço desta página é “{after}”, não mais “{before}”.',
    counts: 'Mudou o que se pergunta com respostas anônimas.',
    about: 'Quem responde pelos dados ou pelos totais mudou.',
  },
};
