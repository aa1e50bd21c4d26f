// What the checks do with a page: look through shadow roots, wait, click, press. Not here: the browser, the checks.
import { Key } from 'selenium-webdriver';

/** How long something may take to appear, in milliseconds; a loaded machine is slow. */
const PATIENCE = 30_000;

/**
 * In the page: all that matches, where ` >> ` goes into a shadow root and `:text(WORDS)` at the end asks for a text.
 * Only what is shown counts.
 */
const FIND = `
  const find = (path) => path.split(' >> ').reduce((roots, step) => {
    const [, selector, words] = /^(.*?)(?::text\\((.*)\\))?$/.exec(step);
    return roots.map((root) => root.shadowRoot ?? root).flatMap((root) => [...root.querySelectorAll(selector)])
      .filter((one) => words === undefined || one.textContent.includes(words));
  }, [document]).filter((one) => one.getClientRects().length > 0);
`;

export class Page {
  constructor(session) {
    this.session = session;
  }

  async go(address) {
    await this.session.get(address);
  }

  /** What a script returns. `find(path)` is known to it. */
  js(script, ...given) {
    return this.session.executeScript(FIND + script, ...given);
  }

  /** Waits until an expression is true in the page, and gives its value. */
  until(expression, ...given) {
    return this.within(PATIENCE, expression, ...given);
  }

  /** The same with a time of its own, in milliseconds. */
  async within(patience, expression, ...given) {
    let last;
    const end = performance.now() + patience;
    do {
      last = await this.js(`return ${expression}`, ...given).catch((error) => `(${error.message})`);
      if (last && !/^\(.*\)$/s.test(String(last))) return last;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (performance.now() < end);
    throw new Error(`never true: ${expression} ${given.map((one) => JSON.stringify(one)).join(', ')} (last: ${last})`);
  }

  /** Waits for the first that matches. */
  see(path) {
    return this.until('find(arguments[0])[0]', path);
  }

  /** Waits until nothing matches. */
  gone(path) {
    return this.until('find(arguments[0]).length === 0', path);
  }

  /** Clicks as a shopper would: into view, and with the pointer. */
  async click(path) {
    const target = await this.see(path);
    await this.js('arguments[0].scrollIntoView({ block: "center" })', target);
    await target.click();
  }

  /** Presses keys, one after another: `press('Tab', 'Enter')`. */
  async press(...names) {
    for (const name of names) await this.session.actions().sendKeys(Key[name.toUpperCase()]).perform();
  }

  text(path) {
    return this.see(path).then((one) => this.js('return arguments[0].textContent.trim()', one));
  }

  /** Where the focus is, through shadow roots: `host tag#id "text"`. */
  focus() {
    return this.js(`
      let at = document.activeElement, host = '';
      while (at?.shadowRoot?.activeElement) {
        host = at.localName + ' ';
        at = at.shadowRoot.activeElement;
      }
      return host + at.localName + (at.id ? '#' + at.id : '') + ' "' + at.textContent.trim().slice(0, 40) + '"';`);
  }

  /** How far the page or its dialog scrolls sideways, in pixels. */
  overflow() {
    return this.js(`
      const dialog = find('nearside-panel >> dialog')[0];
      return Math.max(document.documentElement.scrollWidth - innerWidth, dialog ? dialog.scrollWidth - dialog.clientWidth : 0, 0);`);
  }

  /** Everything that no check allows. */
  faults() {
    return this.js('return [...globalThis.faults ?? ["the witness is not there"], ...globalThis.test?.violations ?? []]');
  }
}
