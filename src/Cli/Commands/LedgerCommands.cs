using System.Text;
using Qinglian.Application;
using Qinglian.Data.Ledger.Verification;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Registers;

namespace Qinglian.Cli.Commands;

/// <summary>Signs, proves and verifies the ledger.</summary>
internal static class LedgerCommands
{
    private static readonly Option Keys = new("--keys", "FILE", new("公钥文件，每行“名称 公钥”；默认用本机的密钥", "public keys, “name key” on each line; this installation's own unless given"));

    public static IReadOnlyList<Command> All { get; } =
    [
        new("ledger verify", [], new("核验整个台账：逐条、逐个检查点，并与数据表对照", "verify the whole ledger: every line, every checkpoint, and the tables against it"), VerifyAsync,
            Keys, new("--checkpoint", "FILE", new("从别处取得的检查点；只有它能揭露整本重写", "a checkpoint kept elsewhere; it alone shows that everything was rewritten"), Many: true)) { Installed = true },
        new("ledger checkpoint", [], new("立即签署检查点并打印", "sign a checkpoint now and print it"), CheckpointAsync) { Installed = true },
        new("ledger key", [], new("打印公钥和指纹，以便公布", "print the public key and its fingerprint, to be published"), KeyAsync) { Installed = true },
        new("ledger prove", ["ID"], new("出具一条记录的证明文件", "write the proof of one line"), ProveAsync,
            new("--since", "SIZE", new("同时证明自该检查点以来只增未改", "also prove that only lines were added since that checkpoint")),
            new("--content", null, new("附上记录内容（默认不附）", "with the content of the line (left out unless asked for)")),
            new("--out", "FILE", new("写入文件而不是打印", "write to a file instead of printing"))) { Installed = true },
        new("ledger witness", ["NOTE"], new("作为见证人核对检查点并加签，打印加签后的检查点", "check a checkpoint as a witness, add a signature and print it"), WitnessAsync,
            new("--name", "NAME", new("见证人名称，不含空格和加号", "the witness's name, without spaces and plus signs")),
            new("--key", "FILE", new("见证人的私钥文件；没有时新建", "the witness's private key; made where there is none")),
            Keys,
            new("--growth", "FILE", new("自您上次签署以来的增长证明", "the proof of growth since the checkpoint you signed last"))),
    ];

    private static async Task<int> VerifyAsync(Arguments arguments, CancellationToken cancel)
    {
        var outside = arguments.All("--checkpoint").Select(ReadNote).ToList();
        var keys = arguments["--keys"] is { } file ? ReadKeys(file) : OwnKeys(arguments);
        await using var server = await Installations.ServerAsync(arguments, cancel);
        await using var owner = server.OpenOwner();
        var audit = new LedgerAudit(owner, new RegisterBook(QinglianServices.Modules), keys);
        var report = await audit.RunAsync(outside, Voice.Counting(new("已核验 {0} 条", "{0} lines verified")), cancel);
        if (!Console.IsErrorRedirected) Console.Error.Write('\r');
        Print(report, outside.Count);
        return report.Intact ? Exit.Done : Exit.Faulty;
    }

    private static void Print(LedgerAuditReport report, int outside)
    {
        var ledger = report.Ledger;
        Voice.Say(new Words("台账 {0} 条，内容 {1} 份，依规清除 {2} 份，检查点 {3} 个；等待入树 {4} 条；对照事项和名册 {5} 项。", "{0} lines, {1} contents, {2} erased, {3} checkpoints; {4} lines waiting for their place; {5} matters and entries compared.")
            .With(ledger.Lines, ledger.Contents, ledger.Erased, ledger.Checkpoints, report.Waiting, report.Compared));
        Console.Out.WriteLine($"root {ledger.Root.ToBase64()}");
        if (outside == 0) Voice.Say(new("没有给出外部保存的检查点：整本重写并重新签名，只有外部检查点才能揭露（--checkpoint）。", "No checkpoint kept elsewhere was given: only such a one shows that everything was rewritten and signed anew (--checkpoint)."));
        if (report.Intact)
        {
            Voice.Say(new("核验通过：未发现问题。", "Verified: nothing is wrong."));
            return;
        }

        Voice.Say(new Words("核验未通过：发现 {0} 处问题。", "Not in order: {0} faults were found.").With(ledger.Faults + report.Faults));
        foreach (var finding in ledger.Findings) Voice.Say(new Words("· {0}：{1}", "- {0}: {1}").With(Words.Of(finding.Fault), finding.Words));
        foreach (var finding in report.Standing) Voice.Say(new Words("· {0}", "- {0}").With(finding.Words));
        if (ledger.Faults + report.Faults > ledger.Findings.Count + report.Standing.Count) Voice.Say(new("（只列出前面的一部分）", "(only the first are listed)"));
    }

    private static async Task<int> CheckpointAsync(Arguments arguments, CancellationToken cancel)
    {
        await using var open = await Installations.OpenAsync(arguments, cancel);
        Console.Out.Write((await open.Get<ILedgerBook>().CheckpointAsync(cancel)).ToString());
        return Exit.Done;
    }

    private static Task<int> KeyAsync(Arguments arguments, CancellationToken cancel)
    {
        var key = OwnKeys(arguments)[0];
        Console.Out.WriteLine($"{key.Name} {key.Spki}");
        Voice.Tell(new Words("指纹 {0}", "fingerprint {0}").With(key.Fingerprint));
        return Task.FromResult(Exit.Done);
    }

    private static async Task<int> ProveAsync(Arguments arguments, CancellationToken cancel)
    {
        var (line, since) = (Arguments.Whole(arguments.Places[0], "ID"), arguments.Number("--since"));
        await using var open = await Installations.OpenAsync(arguments, cancel);
        var proof = await open.Get<ILedgerBook>().ProveAsync(line, since, Actor.System, cancel)
            ?? throw new FailedException(new Words("没有编号为 {0} 的记录。", "There is no line number {0}.").With(line));
        if (since is not null && proof.Continuation is null) throw new FailedException(new Words("没有 {0} 条处的检查点。", "There is no checkpoint over {0} lines.").With(since));

        var text = ProofJson.Write(arguments.Has("--content") ? proof : proof with { Content = null });
        if (arguments["--out"] is { } path) await File.WriteAllTextAsync(path, text, cancel);
        else Console.Out.Write(text);
        return Exit.Done;
    }

    private static Task<int> WitnessAsync(Arguments arguments, CancellationToken cancel)
    {
        if (arguments["--name"] is not { } name || arguments["--key"] is not { } key) throw new UsageException(new("请给出 --name 和 --key。", "Give --name and --key."));

        var note = ReadNote(arguments.Places[0]);
        if (!Checkpoint.TryRead(note, out var checkpoint)) throw new FailedException(new("这不是检查点。", "This is not a checkpoint."));
        if (arguments["--keys"] is { } known && !ReadKeys(known).Any(k => k.Name == checkpoint.Origin && note.IsSignedBy(k)))
            throw new FailedException(new("台账密钥的签名无效，未加签。", "The ledger's signature is not valid; nothing was signed."));
        if (arguments["--growth"] is { } growth) RequireGrowth(growth, note, arguments["--keys"]);

        using var own = CheckpointKey.LoadOrCreate(key, name);
        Console.Out.Write(note.SignedBy(own).ToString());
        Voice.Tell(new Words("已加签：{0} 条，{1}（UTC）。请保存好，下次核对增长要用。公钥：{2} {3}", "Signed: {0} lines, {1} UTC. Keep it: the next check of growth starts from it. Public key: {2} {3}")
            .With(checkpoint.Size, checkpoint.At.ToString("yyyy-MM-dd HH:mm", Cultures.English), own.Name, own.Public.Spki));
        return Task.FromResult(Exit.Done);
    }

    private static void RequireGrowth(string path, SignedNote note, string? keys)
    {
        if (!ProofJson.TryRead(File.ReadAllText(path), out var proof, out var wrong)) throw new FailedException(wrong);
        if (proof.Continuation is null || proof.Checkpoint.Text != note.Text) throw new FailedException(new("这份证明不是这个检查点的增长证明。", "This is not a proof of growth up to this checkpoint."));
        if (proof.Verify(keys is null ? null : ReadKeys(keys)).FirstOrDefault(f => f.Outcome == ProofOutcome.Failed) is { } failed) throw new FailedException(failed.Words);
    }

    private static SignedNote ReadNote(string path) => SignedNote.TryParse(File.ReadAllText(path).ReplaceLineEndings("\n"), out var note)
        ? note
        : throw new FailedException(new($"{path} 不是签名的检查点。", $"{path} is not a signed checkpoint."));

    private static List<CheckpointPublicKey> ReadKeys(string path)
    {
        var keys = new List<CheckpointPublicKey>();
        foreach (var (line, number) in File.ReadLines(path, Encoding.UTF8).Select((l, i) => (l.Trim(), i + 1)).Where(l => l.Item1.Length > 0 && l.Item1[0] != '#'))
        {
            keys.Add(line.Split(' ') is [var name, var spki] && CheckpointPublicKey.TryParse(name, spki, out var key)
                ? key
                : throw new FailedException(new($"{path} 第 {number} 行不是“名称 公钥”。", $"Line {number} of {path} is not “name key”.")));
        }

        return keys.Count > 0 ? keys : throw new FailedException(new($"{path} 中没有公钥。", $"There is no key in {path}."));
    }

    // Never made here: a new key would make every checkpoint signed so far invalid.
    private static List<CheckpointPublicKey> OwnKeys(Arguments arguments)
    {
        var path = Path.Combine(Installations.FolderOf(arguments).Keys, "checkpoint.pem");
        if (!File.Exists(path)) throw new FailedException(new($"没有签名密钥 {path}。", $"There is no signing key {path}."));
        using var key = CheckpointKey.Load(path, Installations.Origin);
        return [key.Public];
    }
}
