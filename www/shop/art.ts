// Puts the shop's pictures into the page, once. A picture that is a file of its own, or a `<use>` of another file, is
// asked for again with each page that is looked at, and the server would learn when, and sometimes what.
// Not here: the pictures (art.svg), nor where they are shown (parts/picture.tsx).

/** Loads art.svg as a document: nothing is parsed from a string, so Trusted Types has nothing to object to. */
export function loadPictures(): void {
  const request = new XMLHttpRequest();
  request.open('GET', '/art.svg');
  request.responseType = 'document';
  request.overrideMimeType('image/svg+xml');
  request.addEventListener('load', () => {
    const art = request.responseXML?.documentElement;
    if (request.status !== 200 || art?.localName !== 'svg') return;
    for (const symbol of art.querySelectorAll('symbol')) symbol.id = `art-${symbol.id}`;
    const sheet = document.importNode(art, true);
    sheet.setAttribute('width', '0');
    sheet.setAttribute('height', '0');
    sheet.setAttribute('aria-hidden', 'true');
    sheet.classList.add('art');
    document.body.append(sheet);
  });
  // Without pictures the tiles stay plain.
  request.send();
}
