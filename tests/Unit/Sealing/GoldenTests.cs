using System.Text.Json;
using Qinglian.Kernel.Sealing;
using static Qinglian.Tests.Unit.Sealing.Sealed;

namespace Qinglian.Tests.Unit.Sealing;

/// <summary>What format 1 has ever written opens for as long as there is a program. A new format adds a file beside this one.</summary>
public sealed class GoldenTests
{
    private static readonly SealingPlace Owner = new("golden.local", new("01980000-0000-7000-8000-00000000f001"), "person");
    private static readonly SealingPlan Plan = new("golden.local", new("01980000-0000-7000-8000-00000000f002"), [], [], [], 0);

    [Fact]
    public void Format_1_opens()
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Docs.Repository.Root, "tests/Unit/Sealing/Golden/v1.json"))).RootElement;
        var filing = JsonSerializer.Deserialize(golden.GetProperty("filing").GetRawText(), FilingJson.Default.SealedFiling)!;
        var code = SecretCode.Read(golden.GetProperty("code").GetString());

        using var byPassword = KeyLock.Open(golden.GetProperty("passwordLock").GetBytesFromBase64(), "golden 口令", Owner, 1)!;
        using var byCode = KeyLock.Open(golden.GetProperty("codeLock").GetBytesFromBase64(), code.Code!, Owner, 1)!;
        Assert.Equal(byPassword.Public, byCode.Public);
        Assert.Equal(golden.GetProperty("spokenChinese").GetString(), string.Join(' ', code.Code!.Spoken(Kernel.Language.Chinese)));
        Assert.Equal(golden.GetProperty("spokenEnglish").GetString(), string.Join(' ', code.Code.Spoken(Kernel.Language.English)));

        var receipt = SecretCode.Read(golden.GetProperty("receiptCode").GetString());
        Assert.Equal(filing.Receipt.Lookup, Receipt.LookupOf(receipt, Plan.Installation));
        using var reporter = Receipt.Open(receipt, Plan.Installation, (filing.Receipt, Plan.Dossier))!;
        using var asReporter = EnvelopeKeys.Open(Plan.Report, filing.Wraps, Recipient.Receipt, reporter);
        using var asHandler = EnvelopeKeys.Open(Plan.Report, filing.Wraps, "handler", byPassword);
        Assert.Equal("镇里的工程款三年没有公示。", asReporter.OpenText(filing.Fields[0].Bytes, "facts", 1));
        Assert.Equal("镇里的工程款三年没有公示。", asHandler.OpenText(filing.Fields[0].Bytes, "facts", 1));
        Assert.Equal(Enumerable.Range(0, 70_000).Select(i => unchecked((byte)(i * 7))), asHandler.Open(golden.GetProperty("file").GetBytesFromBase64(), "file/1", 1));

        // All holders of the golden file have the one golden key.
        var request = new OpeningRequest(Guid.Empty, "handler", byPassword.Public, "reason");
        var released = filing.Identity!.Shares.Skip(1).Select(s => SplitKey.Release(Plan.Identity, s, byPassword, request).Share!).ToList();
        using var identity = SplitKey.Combine(Plan.Identity, 2, released, byPassword, request)!;
        Assert.Equal("王小明", identity.OpenText(filing.Identity.Fields[0].Bytes, "name", 1));
    }
}
