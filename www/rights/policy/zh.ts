/** Chinese, simplified, with "您" as its shops say it. Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const zh: Words = {
  title: '您的推荐，您的数据：{shop}',
  shop: '本店',
  sources: { browsing: '您浏览的商品', searching: '您搜索的主题', cart: '您的购物车', orders: '您购买的商品', showing: '向您展示过的商品' },
  signals: { view: '浏览商品', search: '搜索', click: '从列表中选择商品', cart: '加入购物车', uncart: '移出购物车', purchase: '购买', return: '退货', impression: '展示' },
  never: { name: '您的姓名', address: '您的地址', email: '您的电子邮箱', phone: '您的电话号码', place: '您的所在地', ip: '您的 IP 地址', device: '您的设备详情', 'other-sites': '您在其他网站上做的事', 'search-words': '您搜索的词语' },
  levels: { off: '关闭：不记下任何内容。您看到的是热门商品。', visit: '仅限这次：记录留在这个标签页里，关闭后就消失。', remember: '记住我：记录留在这个浏览器里，到期后消失。', share: '记住我，也把我计入：同上，偶尔会送出一个模糊的回答。' },
  sections: {
    what: { heading: '记下什么', sentences: ['在您选择之前，什么都不记。', '之后只记您在本店做的事，时间只记到哪一天：'], item: '{name}：{what}' },
    never: { heading: '从不记下什么', sentences: ['程序没有办法读取或保存：'] },
    how: { heading: '怎样保存', sentences: ['您自己的浏览器里有一个小型程序，由它记下并做出推荐。', '记录存放在您浏览器的存储空间里，名称为“{key}”。店铺拿不到它们。', '保存多少由您选择：'] },
    why: { heading: '用来做什么', sentences: ['只做一件事：为本店向您展示的商品排序。', '价格对所有人都一样。程序不会从涉及健康、信仰等方面的商品中了解任何事。', '您会得到合适的推荐，每条推荐都会说明理由。'] },
    long: { heading: '保存多久', sentences: ['每条记录都会自行消失。您可以把时间设得更短。'], item: '{name}：最多 {n} 天' },
    who: { heading: '谁会收到内容', shop: '您的数据由{shop}负责。', nobody: '没有其他人会收到任何内容。', others: '以下各方会收到内容：' },
    counts: { only: '除非您选择了“{level}”，否则什么都不送出。', any: '一个部门', shown: '“您的推荐，您的数据”逐个字节列出每个已送出的回答，以及下一个回答。想停止，请在那里选择别的档位。' },
    totals: { heading: '总数', sentence: '谁能看到：{seenBy}。保存 {n} 天。' },
    rights: {
      heading: '您的权利', sentences: ['您不必向任何人申请。在本店的任何页面打开“您的推荐，您的数据”即可：'],
      list: ['查看保存的全部内容，以及原因。', '忘记一条记录、一个兴趣或全部。', '告诉我们多看、少看或不看。', '把您的数据存成文件带走，导入其他店铺。', '随时关闭。关闭和开启一样容易。', '保存一份您所作选择的凭证。'],
    },
    contact: { heading: '联系方式', sentence: '关于{shop}数据的问题：{contact}', address: '地址：{address}', officer: '数据负责人：{officer}', authority: '您可以向这里投诉：{authority}' },
    version: { heading: '关于本页', sentence: '{date}第 {edition} 版。本页由店铺正在使用的设置生成（{version}）。', item: '{date}：{text}' },
  },
  changed: {
    recipientAdded: '{name}现在会收到内容。', recipientGone: '{name}不再收到任何内容。',
    sourceOn: '现在会记下：{name}。', sourceOff: '不再记下：{name}。',
    days: '保存时间从 {before} 天变为 {n} 天：{name}。', purpose: '用途变了：{name}。', signals: '记下的种类变了：{name}。',
    levels: '可选的项目变了。', never: '从不记下的内容清单变了。',
    shop: '店铺名称现在是“{after}”，不再是“{before}”。', contact: '联系方式现在是“{after}”，不再是“{before}”。', policy: '本页地址现在是“{after}”，不再是“{before}”。',
    counts: '匿名回答所问的内容有变化。',
    about: '负责数据或总数的人变了。',
  },
};
