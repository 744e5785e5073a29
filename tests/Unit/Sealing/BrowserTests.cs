using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qinglian.Kernel;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;
using static Qinglian.Tests.Unit.Sealing.Sealed;

namespace Qinglian.Tests.Unit.Sealing;

/// <summary>The script the browser runs and this program make the same: what one sealed the other opens. Node has the browsers' cryptography.</summary>
public sealed class BrowserTests
{
    private const string Facts = "镇里的工程款三年没有公示。\n👍";
    private static readonly HashSet<string> Asked = ["facts", "about", "name", "phone"];
    private static readonly OpeningRequest Request = new(Li.Id.Value, Li.Name, Li.Key.Public, "核实");

    [Fact]
    public async Task What_the_browser_seals_this_program_opens()
    {
        var plan = ReceiptTests.Plan() with { Recovery = Custodians(Zhang, Zhao, Chen), RecoveryNeeded = 3 };
        var made = await RunAsync(
            """
            const sizes = [0, 1, 65535, 65536, 65537, 200000];
            const files = sizes.map((size, i) => ({ field: 'file/' + i, blob: new Blob([new Uint8Array(size).map((_, at) => at * 7)]) }));
            const made = await S.seal(input.plan, { fields: { facts: input.facts, about: '' }, identity: { name: '王小明', phone: '138' }, files });
            return { code: made.code, groups: S.groups(made.code), spoken: S.spoken(made.code, input.words), filing: made.filing,
              files: await Promise.all(made.files.map(async f => Buffer.from(await f.blob.arrayBuffer()).toString('base64'))) };
            """, new { plan = JsonNode.Parse(plan.ToJson()), facts = Facts, words = SecretCode.WordsOf(Language.Chinese) });

        var filing = SealedFiling.Read((string)made["filing"]!, plan, Asked);
        Assert.NotNull(filing);
        var reading = SecretCode.Read((string?)made["code"]);
        Assert.Equal((string?)made["groups"], reading.Code!.Groups);
        Assert.Equal(reading.Code.Spoken(Language.Chinese), made["spoken"]!.AsArray().Select(w => (string)w!));
        Assert.Equal(filing.Receipt.Lookup, Receipt.LookupOf(reading, Installation));
        using var reporter = Receipt.Open(reading, Installation, (filing.Receipt, Dossier));
        using var opened = EnvelopeKeys.Open(plan.Report, filing.Wraps, Recipient.Receipt, reporter!);
        using var handler = EnvelopeKeys.Open(plan.Report, filing.Wraps, Wang.Name, Wang.Key);
        Assert.Equal([Facts, ""], filing.Fields.Select(f => opened.OpenText(f.Bytes, f.Field, f.Version)));
        Assert.Equal([Facts, ""], filing.Fields.Select(f => handler.OpenText(f.Bytes, f.Field, f.Version)));
        foreach (var (file, i) in made["files"]!.AsArray().Select((f, i) => (Convert.FromBase64String((string)f!), i)))
        {
            int[] sizes = [0, 1, 65535, 65536, 65537, 200000];
            Assert.Equal(Enumerable.Range(0, sizes[i]).Select(at => unchecked((byte)(at * 7))), opened.Open(file, $"file/{i}", 1));
        }

        var released = filing.Identity!.Shares.Take(2).Select(s => SplitKey.Release(plan.Identity, s, Holder(s), Request).Share!);
        using var identity = SplitKey.Combine(plan.Identity, 2, released, Li.Key, Request)!;
        Assert.Equal(["王小明", "138"], filing.Identity.Fields.Select(f => identity.OpenText(f.Bytes, f.Field, f.Version)));
        var recovering = filing.Recovery.Select(s => SplitKey.Release(plan.Report, s, Holder(s), Request).Share!).ToList();
        using var recovered = SplitKey.Combine(plan.Report, 3, recovering, Li.Key, Request)!;
        Assert.Equal(Facts, recovered.OpenText(filing.Fields[0].Bytes, "facts", 1));
        Assert.Null(SplitKey.Combine(plan.Report, 3, recovering.Take(2), Li.Key, Request));
    }

    [Fact]
    public async Task What_this_program_seals_the_browser_opens_with_the_code()
    {
        var plan = ReceiptTests.Plan();
        var (filing, code, keys, _) = SealedFiling.Seal(plan, new Dictionary<string, string> { ["facts"] = Facts }, null, ["file/1"]);
        using var made = keys!;
        var wraps = filing!.Wraps.Concat(made.Rotate([new(Recipient.Receipt, filing.Receipt.Key)]).Wraps).ToList();
        var answer = made.SealText("已受理", "answer/1", 3);
        var file = Enumerable.Range(0, 150_000).Select(i => unchecked((byte)(i * 5))).ToArray();

        var opened = await RunAsync(
            """
            const filing = JSON.parse(input.filing), code = S.readCode(input.typed);
            const keys = await S.openWithCode(input.plan, code, filing);
            const report = S.placeOf(input.plan, S.parts.report);
            const fields = [await S.openField(input.plan, keys, filing.fields[0]), await S.openField(input.plan, keys, input.answer)];
            const file = await (await S.openBlob(keys, new Blob([Buffer.from(input.file, 'base64')]), report, 'file/1', 1)).arrayBuffer();
            const refused = [];
            for (const wrong of input.wrong) {
              try { await S.openBlob(keys, new Blob([Buffer.from(wrong, 'base64')]), report, 'facts', 1); refused.push('opened'); }
              catch (error) { refused.push(error instanceof S.Unopened ? 'refused' : String(error)); }
            }
            try { await S.openWithCode(input.plan, S.readCode(input.other), filing); refused.push('opened'); } catch (error) { refused.push(error instanceof S.Unopened ? 'refused' : String(error)); }
            return { fields, file: Buffer.from(file).toString('base64'), refused, mistyped: S.readCode(input.typed.slice(0, -1)), lookup: Buffer.from(await S.lookup(code, input.plan.installation)).toString('base64') };
            """,
            new
            {
                plan = JsonNode.Parse(plan.ToJson()), filing = (filing with { Wraps = wraps }).ToJson(), typed = " " + code!.Groups.ToLowerInvariant().Replace('0', 'o'), other = SecretCode.New().Plain,
                answer = new { field = "answer/1", version = 3, bytes = answer }, file = made.Seal(file, "file/1", 1, Padding.File),
                wrong = Damaged(made.SealText("x", "facts", 1)).Where((_, i) => i % 16 == 0).Append(made.SealText("x", "facts", 2)).Append(made.SealText("x", "about", 1)).Append(new byte[20]).ToList(),
            });

        Assert.Equal([Facts, "已受理"], opened["fields"]!.AsArray().Select(f => (string)f!));
        Assert.Equal(file, Convert.FromBase64String((string)opened["file"]!));
        Assert.All(opened["refused"]!.AsArray(), r => Assert.Equal("refused", (string)r!));
        Assert.Null((string?)opened["mistyped"]);
        Assert.Equal(filing.Receipt.Lookup, Convert.FromBase64String((string)opened["lookup"]!));
    }

    [Fact]
    public async Task Codes_of_the_script_have_right_checks()
    {
        var made = await RunAsync(
            """
            const codes = [];
            for (let i = 0; i < 200; i++) codes.push((await S.seal({ ...input.plan, recipients: [], custodians: [] }, { fields: {} })).code);
            return { codes };
            """, new { plan = JsonNode.Parse(ReceiptTests.Plan().ToJson()) });

        Assert.Equal(200, made["codes"]!.AsArray().Select(c => (string)c!).Where(c => SecretCode.Read(c).Code is not null).Distinct().Count());
    }

    [Fact]
    public void A_filing_that_is_not_what_the_script_makes_is_refused()
    {
        var plan = ReceiptTests.Plan();
        var texts = new Dictionary<string, string> { ["facts"] = Facts };
        var filing = SealedFiling.Seal(plan, texts, new Dictionary<string, string> { ["name"] = "王小明" }, ["file/1"]).Filing!;
        Assert.NotNull(SealedFiling.Read(filing.ToJson(), plan, Asked));
        Assert.NotNull(SealedFiling.Read((filing with { Identity = null }).ToJson(), plan, Asked));

        SealedFiling[] wrong =
        [
            filing with { Wraps = [.. filing.Wraps.Skip(1)] }, // Somebody left out.
            filing with { Wraps = [.. filing.Wraps, filing.Wraps[0]] },
            filing with { Wraps = [.. filing.Wraps.SkipLast(1), filing.Wraps[^1] with { Recipient = Zhao.Name }] },
            filing with { Wraps = [.. filing.Wraps.Select(w => w with { Generation = 2 })] },
            filing with { Wraps = [.. filing.Wraps.SkipLast(1), filing.Wraps[^1] with { Bytes = [1, 2, 3] }] },
            filing with { Fields = [filing.Fields[0] with { Field = "unasked" }] },
            filing with { Fields = [filing.Fields[0], filing.Fields[0]] },
            filing with { Fields = [filing.Fields[0] with { Bytes = "plain text, plain text, plain text, plain text"u8.ToArray() }] },
            filing with { Files = ["#key"] },
            filing with { Files = ["a", "a"] },
            filing with { Receipt = filing.Receipt with { Lookup = new byte[5] } },
            filing with { Receipt = filing.Receipt with { Lock = KeyLock.WithPassword(Li.Key, "1", Report, 1, 1) } },
            filing with { Identity = filing.Identity! with { Shares = [.. filing.Identity.Shares.Skip(1)] } },
            filing with { Identity = filing.Identity! with { Shares = [] } },
            filing with { Recovery = filing.Identity!.Shares }, // Recovery is off.
        ];
        Assert.All(wrong, f => Assert.Null(SealedFiling.Read(f.ToJson(), plan, Asked)));
        var json = filing.ToJson();
        string[] texted =
        [
            "", "null", "[]", "{", json.Replace("\"fields\"", "\"feilds\"", StringComparison.Ordinal), json.Replace("{\"receipt\"", "{\"more\":1,\"receipt\"", StringComparison.Ordinal),
            json.Replace(Convert.ToBase64String(filing.Receipt.Key.Bytes), Convert.ToBase64String(new byte[65]), StringComparison.Ordinal), new string('[', 10_000), json + new string(' ', SealedFiling.MostCharacters),
            json.Replace("\"wraps\":[", "\"wraps\":[null,", StringComparison.Ordinal),
        ];
        Assert.All(texted, t => Assert.Null(SealedFiling.Read(t, plan, Asked)));
    }

    [Fact]
    public void An_identity_that_cannot_be_protected_is_not_taken()
    {
        var plan = ReceiptTests.Plan() with { Custodians = [new("a", [Li.Recipient]), new("b", [Wang.WithoutKey]), new("c", [])] };
        var texts = new Dictionary<string, string> { ["facts"] = Facts };

        var (filing, _, _, refused) = SealedFiling.Seal(plan, texts, new Dictionary<string, string> { ["name"] = "王小明" }, []);

        Assert.Null(filing);
        Assert.NotNull(refused);
        Assert.NotNull(SealedFiling.Seal(plan, texts, null, []).Filing);
        Assert.Contains("\"custodians\":[]", plan.ToJson(), StringComparison.Ordinal);
    }

    private static SealingPrivateKey Holder(SealedShare share) => new[] { Zhang, Zhao, Chen }.Single(p => p.Name == share.Recipient).Key;

    private static async Task<JsonNode> RunAsync(string body, object input)
    {
        var script = $$"""
            const fs = require("fs");
            require("vm").runInThisContext(fs.readFileSync(process.argv[1], "utf8"));
            const S = globalThis.QinglianSealing, input = JSON.parse(fs.readFileSync(0, "utf8"));
            if (!S.available()) throw new Error("no cryptography");
            (async () => { {{body}} })().then(result => process.stdout.write(JSON.stringify(result)), error => { console.error(error); process.exit(1); });
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script, Path.Combine(Docs.Repository.Root, "src/Web/wwwroot/js/sealing.js")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonNode.Parse(await output)!;
    }
}
