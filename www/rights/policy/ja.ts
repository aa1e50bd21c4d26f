/** Japanese, polite (です・ます), the reader unnamed as in its shops. Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const ja: Words = {
  title: 'おすすめとデータ：{shop}',
  shop: '当店',
  sources: { browsing: '見た商品', searching: '検索した話題', cart: 'カート', orders: '購入した商品', showing: '表示した商品' },
  signals: { view: '商品の閲覧', search: '検索', click: '一覧から商品を選択', cart: 'カートに追加', uncart: 'カートから削除', purchase: '購入', return: '返品', impression: '表示' },
  never: { name: '名前', address: '住所', email: 'メールアドレス', phone: '電話番号', place: '居場所', ip: 'IPアドレス', device: '端末の詳細', 'other-sites': 'ほかのサイトでの行動', 'search-words': '検索した言葉' },
  levels: { off: 'オフ：何も記録しません。人気の商品を表示します。', visit: '今回だけ：記録はこのタブに残り、閉じると消えます。', remember: '覚えておく：記録は期間を過ぎて消えるまで、このブラウザに残ります。', share: '覚えておく＋集計に加わる：上と同じで、ときどき、ぼかした回答がひとつ出ます。' },
  sections: {
    what: { heading: '記録するもの', sentences: ['お選びになるまで、何も記録しません。', 'その後は、当店での次の行動と、その日付だけを記録します：'], item: '{name}：{what}' },
    never: { heading: '決して記録しないもの', sentences: ['次のものは、プログラムが読み取ることも保存することもできません：'] },
    how: { heading: '保存のしかた', sentences: ['お使いのブラウザの中で、小さなプログラムが記録し、おすすめを作ります。', '記録はブラウザの保存領域に「{key}」という名前で入っています。当店には届きません。', 'どこまで保存するかは、お選びいただけます：'] },
    why: { heading: '使い道', sentences: ['当店が表示する商品を並べるためだけに使います。', '価格は誰にも同じです。健康や信仰などに関わる商品から、プログラムは何も学びません。', '合ったおすすめが届き、どのおすすめにも理由が付きます。'] },
    long: { heading: '期間', sentences: ['どの記録もひとりでに消えます。期間は短くできます。'], item: '{name}：最長{n}日' },
    who: { heading: '受け取る相手', shop: 'データの責任者：{shop}。', nobody: 'ほかに何かを受け取る相手はいません。', others: '次の相手が何かを受け取ります：' },
    counts: { only: '「{level}」を選ばないかぎり、何も出ません。', any: 'ひとつの売り場', shown: '「おすすめとデータ」には、出た回答のすべてのバイトと、次の回答が示されます。やめるには、そこで別の設定を選んでください。' },
    totals: { heading: '合計', sentence: '見る人：{seenBy}。保存期間は{n}日です。' },
    rights: {
      heading: 'お客様の権利', sentences: ['誰かに頼む必要はありません。当店のどのページでも「おすすめとデータ」を開けます：'],
      list: ['保存しているものをすべて、その理由とともに見る。', '記録を一つ、興味を一つ、またはすべてを忘れさせる。', '増やす、減らす、見ないを伝える。', '自分のデータをファイルで持ち出し、ほかのショップで読み込む。', 'オフにする。オンにするのと同じくらい簡単です。', '選んだ内容の控えを保存する。'],
    },
    contact: { heading: 'お問い合わせ', sentence: '{shop}でのデータについてのお問い合わせ：{contact}', address: '住所：{address}', officer: 'データの担当者：{officer}', authority: '苦情の申し立て先：{authority}' },
    version: { heading: 'このページについて', sentence: '{date}の第{edition}版です。当店で動いている設定から作りました（{version}）。', item: '{date}：{text}' },
  },
  changed: {
    recipientAdded: '{name}が新たに受け取るようになりました。', recipientGone: '{name}は受け取らなくなりました。',
    sourceOn: '新たに記録します：{name}。', sourceOff: '記録をやめました：{name}。',
    days: '保存期間が{before}日から{n}日になりました：{name}。', purpose: '使い道が変わりました：{name}。', signals: '記録する種類が変わりました：{name}。',
    levels: '選べる内容が変わりました。', never: '決して記録しないものの一覧が変わりました。',
    shop: '店名が「{before}」から「{after}」に変わりました。', contact: '連絡先が「{before}」から「{after}」に変わりました。', policy: 'このページのアドレスが「{before}」から「{after}」に変わりました。',
    counts: '匿名の回答で尋ねることが変わりました。',
    about: 'データまたは合計の責任者が変わりました。',
  },
};
