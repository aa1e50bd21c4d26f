// No bundler, no modules: the script before this one is `Nearside`.
Nearside.open({ catalog: 'catalog.nsc', config: 'nearside.json' }).then(function (nearside) {
  var list = document.querySelector('#picks');

  function draw() {
    list.replaceChildren.apply(list, nearside.recommend('home', { count: 12, filter: 'in_stock' }).items.map(card));
  }

  function card(pick) {
    var item = document.createElement('li');
    var link = document.createElement('a');
    var image = document.createElement('img');
    var chip = document.createElement('nearside-reason');
    item.dataset.id = pick.id;
    image.src = pick.image;
    image.alt = '';
    link.href = pick.link;
    link.textContent = pick.title;
    link.addEventListener('click', function () { nearside.track('view', { id: pick.id }); });
    chip.pick = pick;
    item.append(image, link, chip);
    return item;
  }

  Nearside.elements().then(function (elements) { elements.connect(nearside); }); // the notice, the badge and the chips
  nearside.addEventListener('change', draw);
  draw();
});
