// Every page works without this file. It only spares steps: keys, copying, dropping files, a warning before work is lost.
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Menu on a phone: without this the link opens it as the target of the page.
  const menu = document.getElementById('menu');
  const opener = document.querySelector('[data-menu-open]');
  if (menu && opener) {
    const show = open => {
      menu.classList.toggle('is-open', open);
      opener.setAttribute('aria-expanded', String(open));
      (open ? menu.querySelector('a') : opener).focus();
    };
    opener.setAttribute('role', 'button');
    opener.setAttribute('aria-controls', 'menu');
    opener.setAttribute('aria-expanded', 'false');
    opener.addEventListener('click', e => { e.preventDefault(); show(!menu.classList.contains('is-open')); });
    opener.addEventListener('keydown', e => { if (e.key === ' ') { e.preventDefault(); opener.click(); } });
    menu.querySelector('[data-menu-close]')?.addEventListener('click', e => { e.preventDefault(); show(false); });
    document.addEventListener('keydown', e => { if (e.key === 'Escape' && menu.classList.contains('is-open')) show(false); });
  }

  document.addEventListener('click', e => {
    for (const drop of all('details[data-drop][open]')) if (!drop.contains(e.target)) drop.open = false;
  });
  document.addEventListener('keydown', e => {
    if (e.key !== 'Escape') return;
    for (const drop of all('details[data-drop][open]')) { drop.open = false; drop.querySelector('summary').focus(); }
  });

  for (const button of all('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  addEventListener('beforeprint', () => { for (const table of all('.chart-table')) table.open = true; });

  if (navigator.clipboard) {
    for (const button of all('[data-copy]')) {
      button.hidden = false;
      const word = button.textContent;
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = word; }, 2000);
      });
    }
  }

  // Ticks of a list: one for all, and buttons that need a ticked row wait for one.
  for (const head of all('[data-select-all]')) {
    const table = head.closest('table') ?? document;
    const rows = () => all('input[type="checkbox"][name="row"]', table);
    const buttons = head.dataset.selectAll ? all(`[data-needs-rows="${CSS.escape(head.dataset.selectAll)}"]`) : [];
    const refresh = () => {
      const ticked = rows().filter(r => r.checked).length;
      head.checked = ticked > 0 && ticked === rows().length;
      head.indeterminate = ticked > 0 && !head.checked;
      for (const button of buttons) button.disabled = ticked === 0;
    };
    head.hidden = false;
    head.addEventListener('change', () => { for (const row of rows()) row.checked = head.checked; refresh(); });
    table.addEventListener('change', refresh);
    refresh();
  }

  document.querySelector('[data-focus]')?.focus();

  // Work is lost only on purpose.
  for (const form of all('form[data-guard]')) {
    let changed = false;
    form.addEventListener('input', () => { changed = true; });
    form.addEventListener('submit', () => { changed = false; });
    addEventListener('beforeunload', e => { if (changed) e.preventDefault(); });
  }
  // A second press of the button sends nothing twice.
  for (const form of all('form[method="post"]')) {
    form.addEventListener('submit', e => {
      if (form.dataset.sent) { e.preventDefault(); return; }
      form.dataset.sent = 'yes';
      // A form that answers with a file leaves the page standing.
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    });
  }

  for (const text of all('textarea[data-count][maxlength]')) {
    const left = document.createElement('p');
    left.className = 'left-count';
    const say = () => { left.textContent = `${text.dataset.count} ${text.maxLength - text.value.length}`; };
    text.after(left);
    text.addEventListener('input', say);
    say();
  }
  for (const phrases of all('[data-phrases]')) {
    const text = document.getElementById(phrases.dataset.phrases);
    phrases.hidden = false;
    phrases.addEventListener('click', e => {
      const button = e.target.closest('button');
      if (!button) return;
      text.setRangeText(button.textContent, text.selectionStart, text.selectionEnd, 'end');
      text.dispatchEvent(new Event('input', { bubbles: true }));
      text.focus();
    });
  }

  // Long lists of people and units: type to narrow them.
  for (const select of all('select[data-filter]')) {
    const search = document.createElement('input');
    search.type = 'search';
    search.className = 'form-control';
    search.placeholder = select.dataset.filter;
    search.setAttribute('aria-label', select.dataset.filter);
    search.setAttribute('aria-controls', select.id);
    select.before(search);
    const options = all('option', select).map(option => ({ option, text: option.textContent.toLowerCase() }));
    search.addEventListener('input', () => {
      const wanted = search.value.trim().toLowerCase();
      for (const { option, text } of options) option.hidden = option.value !== '' && !text.includes(wanted);
      const first = options.find(o => !o.option.hidden && o.option.value !== '');
      if (wanted && first) select.value = first.option.value;
    });
    search.addEventListener('keydown', e => { if (e.key === 'Enter') e.preventDefault(); });
  }

  // Files can be dropped; too large ones are refused before the upload, not after.
  for (const drop of all('[data-drop-file]')) {
    const input = drop.querySelector('input[type="file"]');
    const check = () => {
      const large = [...input.files].find(f => f.size > Number(drop.dataset.max));
      input.setCustomValidity(large ? drop.dataset.tooLarge + large.name : input.files.length > Number(drop.dataset.maxFiles) ? drop.dataset.tooMany : '');
      if (!input.checkValidity()) { input.reportValidity(); input.value = ''; }
    };
    input.addEventListener('change', check);
    drop.addEventListener('dragover', e => { e.preventDefault(); drop.classList.add('over'); });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', e => {
      e.preventDefault();
      drop.classList.remove('over');
      input.files = e.dataTransfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
})();
