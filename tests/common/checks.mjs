// Runs the `*.check.mjs` of a folder one after the other and says how many passed. Not here: what they are given.

/** `given`: what each check gets besides `test`. Those named on the command line, or all. */
export async function runChecks(title, folder, checks, given) {
  const wanted = process.argv.slice(2);
  let [passed, failed] = [0, 0];
  const test = async (name, work) => {
    try {
      await work();
      passed++;
      console.log(`ok   ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}: ${error.stack}`);
    }
  };
  for (const name of checks.filter((check) => wanted.length === 0 || wanted.includes(check))) {
    const { default: check } = await import(new URL(`${name}.check.mjs`, folder));
    await check({ test, ...given }).catch((error) => test(`${name}: set-up`, () => { throw error; }));
  }
  console.log(`${title}: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
