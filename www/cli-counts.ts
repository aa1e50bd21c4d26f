// `nearside counts --explain`: what is asked, read from the command line. Not here: what it says (`src/counts/explain.rs`, the
// same as the native command's).

/** What may be said. */
export interface CountsOptions {
  explain: boolean;
  question: string;
  /** In percent. */
  from?: string | undefined;
  to?: string | undefined;
  categories: string;
}

/** How the command reaches the Rust core. */
export interface CountsTools {
  explain(question: string, from: number | undefined, to: number | undefined, categories: number): string;
  usage(message: string): Error;
}

const QUESTIONS = ['funnel', 'category', 'reach', 'arm', 'paired'];

/** The text to print. */
export function counts({ explain, question, from, to, categories }: CountsOptions, tools: CountsTools): string {
  const { usage } = tools;
  if (!explain) throw usage('counts takes --explain');
  if (!QUESTIONS.includes(question)) throw usage(`--question is one of ${QUESTIONS.join(', ')}, not "${question}"`);
  if ((from === undefined) !== (to === undefined)) throw usage('--from and --to go together');
  if (!/^\d{1,3}$/.test(categories) || Number(categories) < 1 || Number(categories) > 509) {
    throw usage(`--categories takes a whole number from 1 to 509, not "${categories}"`);
  }
  const share = (name: string, text: string | undefined) => (text === undefined ? undefined : percent(name, text, usage));
  return tools.explain(question, share('--from', from), share('--to', to), Number(categories));
}

function percent(name: string, text: string, usage: CountsTools['usage']): number {
  const digits = text.replace(/%+$/, '');
  const number = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? Number(digits) : NaN;
  if (!(number >= 0 && number <= 100)) throw usage(`${name} is a share in percent, 0 to 100, not "${text}"`);
  return number / 100;
}
