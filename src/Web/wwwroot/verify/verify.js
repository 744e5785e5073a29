// The page around proof.js: takes a file, shows what was proved and what was not. Nothing leaves the device.
(function () {
  "use strict";

  const WORDS = {
    proved: ["已证明", "Proved"], failed: ["不符", "Wrong"], open: ["未检查", "Not checked"],
    Content: ["内容", "Content"], Inclusion: ["在账", "Being in the ledger"], Signature: ["检查点签名", "Checkpoint signature"],
    Witnesses: ["外部见证", "Outside witnesses"], Continuation: ["只增不改", "Nothing rewritten since"],
    Fingerprint: ["公钥指纹", "Fingerprint of the key"], Held: ["您保存的检查点", "The checkpoint you kept"],
    verdictGood: ["✓ 核验通过", "✓ The proof holds"], verdictBad: ["✗ 核验不通过", "✗ The proof does not hold"], verdictOpen: ["– 只核验了一部分", "– Checked only in part"],
    summaryGood: ["文件中所有可以核验的都正确。没有核验的项目在下面注明。", "Everything in the file that can be checked is right. What was not checked is named below."],
    summaryBad: ["至少有一项不符：文件、记录或账本被改动过，不要采信。", "At least one part is wrong: the file, the line or the ledger was changed. Do not rely on it."],
    summaryOpen: ["签名没有核验，因此还不能确认这份证明出自账本。", "The signature was not checked, so it is not yet certain that this proof comes from the ledger."],
    unreadable: ["无法读取这份文件：“{0}”一项缺失或有误。", "This file cannot be read: the part “{0}” is missing or wrong."],
    notJson: ["这不是证明文件：内容不是有效的 JSON。请确认文件完整。", "This is not a proof file: it is not valid JSON. Make sure that the file is complete."],
    nothing: ["请先选择文件，或粘贴证明文件的内容。", "Choose a file first, or paste the text of a proof file."],
    tooLarge: ["文件超过 32 MB，不会是证明文件。", "The file is larger than 32 MB; this is no proof file."],
    noCheckpoint: ["文件中的检查点无法读取。", "The checkpoint in the file cannot be read."],
    contentAbsent: ["文件不含内容（已加密、已依规清除或不宜公开），因此只证明了这条记录存在，没有证明其内容。", "The file holds no content (sealed, lawfully erased or not for publication): it is proved that the line exists, not what it says."],
    contentProved: ["内容与记账时完全一致。", "The content is exactly what was entered."],
    contentChanged: ["内容与记账时不一致：内容或其校验盐已被改动。", "The content is not what was entered: it or its salt was changed."],
    outsideCheckpoint: ["这条记录是第 {0} 条，而检查点只确认了 {1} 条。", "This is line {0}, but the checkpoint confirms only {1} lines."],
    inclusionProved: ["这条记录是账本的第 {0} 条（检查点共 {1} 条），一字未改。", "This is line {0} of the {1} lines of the checkpoint, unchanged."],
    inclusionFailed: ["这条记录不在检查点确认的账本中：记录、位置或路径已被改动。", "This line is not in the ledger that the checkpoint confirms: the line, its place or the path was changed."],
    noKey: ["没有“{0}”的公钥，无法确认签名。", "There is no public key of “{0}”, so the signature cannot be confirmed."],
    signatureWrong: ["检查点没有“{0}”的有效签名。", "The checkpoint has no valid signature of “{0}”."],
    signatureProved: ["检查点由“{0}”签名，公钥来自本文件。请把指纹与公布的核对：{1}", "The checkpoint is signed by “{0}” with the key in this file. Compare the fingerprint with the published one: {1}"],
    noCrypto: ["浏览器只在 https、本机或从本地文件打开时才能核验签名。请把本页保存到本地再打开，或改用 https 地址。", "The browser checks signatures only over https, on this machine or from a saved copy. Save this page and open the copy, or use the https address."],
    noWitness: ["没有可核对的外部见证签名。", "There is no outside witness whose signature could be checked."],
    witnessProved: ["外部见证已签名：{0}。", "Signed by outside witnesses: {0}."],
    witnessForged: ["以“{0}”名义的见证签名是错的。", "The signature in the name of witness “{0}” is wrong."],
    noOlder: ["文件不含更早的检查点，没有检查账本此前是否被重写。", "The file holds no older checkpoint: whether the ledger was rewritten since was not checked."],
    olderUnreadable: ["更早的检查点无法读取，或不属于同一账本。", "The older checkpoint cannot be read or is of another ledger."],
    olderUnsigned: ["更早的检查点没有有效签名。", "The older checkpoint has no valid signature."],
    continuationProved: ["从 {0} 条到 {1} 条，账本只增加，没有改动。", "From {0} to {1} lines the ledger only grew; nothing was rewritten."],
    continuationUnsigned: ["从 {0} 条到 {1} 条的计算相符，但签名没有核验。", "The arithmetic from {0} to {1} lines is right, but the signature was not checked."],
    continuationFailed: ["{1} 条的账本不是由 {0} 条的账本增加而来：其中有改动。", "The ledger of {1} lines did not grow out of the one of {0} lines: something was rewritten."],
    fingerprintSame: ["与您输入的指纹一致。", "It is the fingerprint that you entered."],
    fingerprintOther: ["与您输入的指纹不同：这份文件不是由您知道的那个密钥签名的。", "It is not the fingerprint that you entered: this file was not signed with the key you know."],
    heldSame: ["与文件中的检查点相同。", "It is one of the checkpoints in the file."],
    heldDifferent: ["同样的条数，却是不同的账本：账本被重写，或您保存的文字有误。请保留证据并举报。", "The same number of lines but another ledger: it was rewritten, or the text you kept is wrong. Keep the evidence and report it."],
    heldUnrelated: ["不是文件中的检查点，无法对照。请索取从这个检查点起的证明。", "It is none of the checkpoints in the file, so there is nothing to compare. Ask for a proof that starts from it."],
    heldUnreadable: ["无法读取，请完整粘贴检查点，包括签名行。", "It cannot be read. Paste the whole checkpoint with its signature lines."],
    line: ["这条记录", "The line"], content: ["内容", "Content"], checkpoint: ["检查点", "Checkpoint"],
    id: ["编号", "Number"], at: ["时间（UTC）", "Time (UTC)"], kind: ["种类", "Kind"], actor: ["经办人代号", "Actor"], subject: ["事项代号", "Subject"],
    revision: ["第几次变更", "Revision"], procedure: ["程序", "Procedure"], action: ["动作", "Action"], origin: ["账本", "Ledger"], size: ["条数", "Lines"],
    system: ["系统", "the system"], none: ["无", "none"], binary: ["（{0} 字节，不是文字）", "({0} bytes, not text)"],
    Act: ["办理", "Act"], Opened: ["建立", "Opened"], Refusal: ["拒绝", "Refusal"], Read: ["查阅", "Read"], Export: ["导出", "Export"], SignIn: ["登录", "Sign-in"],
    SignOut: ["退出", "Sign-out"], Register: ["名册变更", "Register change"], Setting: ["设置变更", "Setting change"], System: ["系统", "System"], Erasure: ["依规清除内容", "Lawful erasure of contents"],
  };
  const MAX_FILE = 32 * 1024 * 1024;
  const MARKS = { Proved: ["good", "✓ ", "proved"], Failed: ["bad", "✗ ", "failed"], NotChecked: ["open", "– ", "open"] };
  const $ = id => document.getElementById(id);
  const subtle = globalThis.crypto && globalThis.crypto.subtle;
  let english = false, shown = () => {};

  function say(key, ...values) {
    return WORDS[key][english ? 1 : 0].replace(/\{(\d)\}/g, (_, i) => typeof values[i] === "number" ? values[i].toLocaleString(english ? "en-GB" : "zh-CN") : values[i]);
  }

  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function show(verdict, kind, summary, findings, details) {
    shown = () => {
      $("verdict").textContent = verdict();
      $("verdict").className = kind;
      $("summary").textContent = summary();
      $("findings").replaceChildren(...findings.map(row));
      $("details").replaceChildren(...details());
      $("result").hidden = false;
    };
    shown();
    $("result").focus();
    $("result").scrollIntoView({ block: "start" });
  }

  function row({ check, outcome, code, values }) {
    const item = make("li"), [className, sign, word] = MARKS[outcome], body = make("div");
    body.append(make("strong", say(check)), make("span", say(code, ...values)));
    item.append(make("span", sign + say(word), "mark " + className), body);
    return item;
  }

  function refuse(code, ...values) { show(() => say("verdictBad"), "bad", () => say(code, ...values), [], () => []); }

  async function check(json) {
    if (json.trim() === "") return refuse("nothing");
    let proof, findings;
    try {
      proof = QinglianProof.parseProof(json);
      findings = await QinglianProof.verifyProof(proof, subtle);
      await compare(proof, findings);
    } catch (error) {
      if (!(error instanceof QinglianProof.Unreadable)) throw error;
      return error.part === "json" ? refuse("notJson") : refuse("unreadable", error.part);
    }
    const failed = findings.some(f => f.outcome === "Failed");
    const signed = findings.some(f => f.check === "Signature" && f.outcome === "Proved");
    const kind = failed ? "Bad" : signed ? "Good" : "Open";
    show(() => say("verdict" + kind), kind.toLowerCase(), () => say("summary" + kind), findings, () => describe(proof));
  }

  // What the reader holds from elsewhere weighs more than anything in the file.
  async function compare(proof, findings) {
    const add = (check, outcome, code) => findings.push({ check, outcome, code, values: [] });
    const known = $("known").value.replace(/[\s:]/g, "").toLowerCase();
    const signature = findings.find(f => f.check === "Signature" && f.outcome === "Proved");
    if (known !== "" && signature) {
      if (known === signature.values[1].replace(/ /g, "")) add("Fingerprint", "Proved", "fingerprintSame");
      else add("Fingerprint", "Failed", "fingerprintOther");
    }
    if ($("held").value.trim() === "") return;
    const held = QinglianProof.parseNote($("held").value.trim().replace(/\r\n/g, "\n") + "\n");
    const result = held ? QinglianProof.compareHeld(proof, held) : "unreadable";
    if (result === "same") add("Held", "Proved", "heldSame");
    else if (result === "different") add("Held", "Failed", "heldDifferent");
    else add("Held", "NotChecked", result === "unrelated" ? "heldUnrelated" : "heldUnreadable");
  }

  function table(pairs) {
    const list = make("dl");
    for (const [name, value] of pairs) list.append(make("dt", name), make("dd", value));
    return list;
  }

  function readable(bytes) {
    let text;
    try { text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return say("binary", bytes.length); }
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  }

  function describe(proof) {
    const parts = [], line = proof.line, checkpoint = QinglianProof.readCheckpoint(proof.note);
    if (line) {
      parts.push(make("h3", say("line")), table([
        [say("id"), String(line.id)], [say("at"), line.at.replace("T", " ").replace("Z", "")], [say("kind"), say(line.kind)],
        [say("procedure"), line.procedure || say("none")], [say("action"), line.action || say("none")],
        [say("subject"), line.subject || say("none")], [say("revision"), String(line.revision)], [say("actor"), line.actor || say("system")],
      ]));
    }
    if (proof.content) {
      const box = make("pre", readable(proof.content.bytes));
      box.tabIndex = 0;
      parts.push(make("h3", say("content")), box);
    }
    if (checkpoint) {
      parts.push(make("h3", say("checkpoint")), table([
        [say("origin"), checkpoint.origin], [say("size"), checkpoint.size.toLocaleString(english ? "en-GB" : "zh-CN")], [say("at"), checkpoint.at.replace("T", " ").replace("Z", "")],
      ]));
    }
    return parts;
  }

  async function take(file) {
    if (!file) return;
    if (file.size > MAX_FILE) return refuse("tooLarge");
    $("text").value = await file.text();
    await check($("text").value);
  }

  function speak(wanted) {
    english = wanted;
    document.documentElement.lang = english ? "en" : "zh-CN";
    document.title = english ? "Proof check" : "证明核验";
    $("language").textContent = english ? "中文" : "English";
    $("language").lang = english ? "zh-CN" : "en";
    shown();
  }

  $("language").addEventListener("click", () => speak(!english));
  $("check").addEventListener("click", () => check($("text").value));
  $("file").addEventListener("change", event => { take(event.target.files[0]); event.target.value = ""; });
  $("drop").addEventListener("dragover", event => { event.preventDefault(); $("drop").classList.add("over"); });
  $("drop").addEventListener("dragleave", () => $("drop").classList.remove("over"));
  $("drop").addEventListener("drop", event => {
    event.preventDefault();
    $("drop").classList.remove("over");
    if (event.dataTransfer.files.length > 0) take(event.dataTransfer.files[0]);
    else { $("text").value = event.dataTransfer.getData("text"); check($("text").value); }
  });
  speak(location.hash === "#en");
})();
