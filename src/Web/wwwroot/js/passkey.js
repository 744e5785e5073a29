// Passkeys: asks the device, puts its answer into the form and sends it. Forms that need this file stay hidden without it.
(() => {
  'use strict';
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const decode = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const listed = list => (list || []).map(c => ({ ...c, id: decode(c.id) }));

  // Older browsers know passkeys but not yet their JSON form.
  const forCreate = o => ({ ...o, challenge: decode(o.challenge), user: { ...o.user, id: decode(o.user.id) }, excludeCredentials: listed(o.excludeCredentials) });
  const forGet = o => ({ ...o, challenge: decode(o.challenge), allowCredentials: listed(o.allowCredentials) });
  const answer = c => {
    const r = c.response;
    const given = { clientDataJSON: encode(r.clientDataJSON) };
    if (r.attestationObject) {
      given.attestationObject = encode(r.attestationObject);
      given.transports = r.getTransports ? r.getTransports() : [];
    } else {
      given.authenticatorData = encode(r.authenticatorData);
      given.signature = encode(r.signature);
      given.userHandle = r.userHandle ? encode(r.userHandle) : null;
    }
    return { id: c.id, rawId: encode(c.rawId), type: c.type, response: given, authenticatorAttachment: c.authenticatorAttachment, clientExtensionResults: c.getClientExtensionResults() };
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    const creates = form.dataset.passkey === 'create';
    const problem = form.querySelector('[data-problem]');
    form.addEventListener('submit', async e => {
      if (form.elements.credential.value) return;
      e.preventDefault();
      problem.hidden = true;
      try {
        const reply = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { accept: 'application/json' } });
        if (!reply.ok || !(reply.headers.get('content-type') || '').includes('json')) throw new Error(String(reply.status));
        const { options, question } = await reply.json();
        const credential = creates
          ? await navigator.credentials.create({ publicKey: forCreate(options) })
          : await navigator.credentials.get({ publicKey: forGet(options) });
        form.elements.credential.value = JSON.stringify(answer(credential));
        form.elements.question.value = question;
        form.submit();
      } catch {
        // Cancelled, not available for this address, or no passkey here: the person may try again or take another way.
        problem.hidden = false;
        problem.focus();
      }
    });
  }
})();
