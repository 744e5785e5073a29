using System.Diagnostics;
using System.Text.Json;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

/// <summary>The verifier in the browser and the one in C# must say the same about every proof file, good or bad.</summary>
public sealed class OfflineVerifierTests
{
    private const string Unreadable = "unreadable";

    [Fact]
    public async Task Browser_and_server_agree_on_good_and_on_damaged_proofs()
    {
        var texts = new List<string>();
        foreach (var (size, index, older) in new[] { (1, 0, 0), (2, 1, 1), (7, 3, 7), (8, 5, 4), (61, 60, 13), (61, 0, 32), (300, 257, 299) })
        {
            var ledger = MemoryLedger.Of(size);
            var proof = await Proofs.OfAsync(ledger, index, older, content: index != 3);
            texts.Add(ProofJson.Write(proof));
            texts.Add(ProofJson.Write(proof with { Line = null, Content = null, Path = [] }));
            texts.AddRange(Damaged(proof, MemoryLedger.Of(size)).Select(ProofJson.Write));
            texts.AddRange(Misspelt(ProofJson.Write(proof)));
        }

        var browser = await InNodeAsync(texts);

        var server = texts.ConvertAll(InCSharp);
        for (var i = 0; i < texts.Count; i++)
            Assert.True(server[i] == browser[i], $"{texts[i]}\nserver: {server[i]}\nbrowser: {browser[i]}");
        Assert.True(server.Distinct().Count() > 8);
        Assert.Contains("Content:Proved Inclusion:Proved Signature:Proved Witnesses:Proved Continuation:Proved", server);
    }

    [Fact]
    public async Task Without_cryptography_the_browser_says_that_signatures_were_not_checked()
    {
        var proof = ProofJson.Write(await Proofs.OfAsync(MemoryLedger.Of(20), 3, older: 9));

        var said = await InNodeAsync([proof], subtle: "undefined");

        Assert.Equal(["Content:Proved Inclusion:Proved Signature:NotChecked Witnesses:NotChecked Continuation:NotChecked"], said);
    }

    [Fact]
    public async Task The_words_of_the_page_are_the_words_of_the_server()
    {
        var page = await File.ReadAllTextAsync(Proofs.Repository("src", "Web", "wwwroot", "verify", "verify.js"), TestContext.Current.CancellationToken);

        foreach (var kind in Enum.GetValues<LineKind>())
            Assert.Contains($"{kind}: [\"{Words.Of(kind).Zh}\", \"{Words.Of(kind).En}\"]", page, StringComparison.Ordinal);
        foreach (var check in Enum.GetValues<ProofCheck>())
            Assert.Contains($"{check}: [\"{Words.Of(check).Zh}\", \"{Words.Of(check).En}\"]", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_needs_nothing_inline_and_nothing_from_elsewhere()
    {
        var page = await File.ReadAllTextAsync(Proofs.Repository("src", "Web", "wwwroot", "verify", "index.html"), TestContext.Current.CancellationToken);

        Assert.DoesNotMatch("<script>|<style|style=|\\son[a-z]+=|https?://", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    private static IEnumerable<ProofFile> Damaged(ProofFile proof, MemoryLedger other)
    {
        var line = proof.Line!;
        yield return proof with { Line = line with { Id = line.Id + 1 } };
        yield return proof with { Line = line with { At = line.At.AddMicroseconds(1) } };
        yield return proof with { Line = line with { Actor = Guid.Empty } };
        yield return proof with { Line = line with { Kind = LineKind.Erasure } };
        yield return proof with { Line = line with { Subject = Guid.Empty } };
        yield return proof with { Line = line with { Revision = line.Revision + 1 } };
        yield return proof with { Line = line with { Procedure = "巡察整改", Action = "" } };
        yield return proof with { Line = line with { Commitment = MerkleTree.Empty } };
        yield return proof with { Line = line with { Previous = MerkleTree.Empty } };
        yield return proof with { Index = proof.Index + 1 };
        yield return proof with { Index = 1L << 50 };
        yield return proof with { Path = [.. proof.Path, MerkleTree.Empty] };
        yield return proof with { Path = [.. proof.Path.Skip(1)] };
        yield return proof with { Content = LedgerContent.Of(line.Id, "{}"u8.ToArray()) };
        yield return proof with { Content = new(line.Id, new byte[31], "{}"u8.ToArray()) };
        yield return proof with { Checkpoint = other.Checkpoint() };
        yield return proof with { Checkpoint = proof.Checkpoint with { Text = proof.Checkpoint.Text.Replace("time 2026", "time 2027", StringComparison.Ordinal) } };
        yield return proof with { Checkpoint = proof.Checkpoint with { Text = proof.Checkpoint.Text.Replace("time 2026-07", "time 2026-13", StringComparison.Ordinal) } };
        yield return proof with { Checkpoint = proof.Checkpoint with { Text = proof.Checkpoint.Text + "more\n" } };
        yield return proof with { Checkpoint = proof.Checkpoint with { Signatures = [proof.Checkpoint.Signatures[1]] } };
        yield return proof with { Checkpoint = proof.Checkpoint with { Signatures = [proof.Checkpoint.Signatures[0]] } };
        yield return proof with { Checkpoint = proof.Checkpoint with { Signatures = [proof.Checkpoint.Signatures[0], proof.Checkpoint.Signatures[1] with { Signature = new byte[64] }] } };
        yield return proof with { Checkpoint = proof.Checkpoint with { Signatures = [proof.Checkpoint.Signatures[0] with { Signature = proof.Checkpoint.Signatures[1].Signature }] } };
        yield return proof with { Keys = [Proofs.Witness.Public] };
        yield return proof with { Keys = [] };
        yield return proof with { Keys = [CheckpointKey.Create(MemoryLedger.Origin).Public] };
        if (proof.Continuation is not { } continuation)
            yield break;
        yield return proof with { Continuation = null };
        yield return proof with { Continuation = continuation with { Path = [.. continuation.Path, MerkleTree.Empty] } };
        yield return proof with { Continuation = continuation with { Path = [.. continuation.Path.Skip(1)] } };
        yield return proof with { Continuation = continuation with { Older = other.Checkpoint() } };
        yield return proof with { Continuation = continuation with { Older = continuation.Older with { Signatures = [proof.Checkpoint.Signatures[0]] } } };
        yield return proof with { Continuation = continuation with { Older = new Checkpoint("elsewhere", 1, MerkleTree.Empty, MemoryLedger.Start).Sign(Proofs.Witness) } };
    }

    private static IEnumerable<string> Misspelt(string json)
    {
        yield return json[..^20];
        yield return "[]";
        yield return json.Replace("\"line\"", "\"lime\"", StringComparison.Ordinal);
        yield return json.Replace("\"older\"", "\"elder\"", StringComparison.Ordinal);
        yield return json.Replace("proof/1", "proof/2", StringComparison.Ordinal);
        yield return json.Replace("\"id\": 1", "\"id\": -1", StringComparison.Ordinal);
        yield return json.Replace("\"index\": ", "\"index\": 0.5e", StringComparison.Ordinal);
        yield return json.Replace("\"revision\": ", "\"revision\": 99999999999", StringComparison.Ordinal);
        yield return json.Replace("\"kind\": \"", "\"kind\": \"2", StringComparison.Ordinal);
        yield return json.Replace("\"previous\"", "\"Previous\"", StringComparison.Ordinal);
        yield return json.Replace("T08:00", "T25:00", StringComparison.Ordinal);
        yield return json.Replace("\"actor\": \"", "\"actor\": \"{", StringComparison.Ordinal);
        yield return json.Replace("\"actor\": \"0", "\"actor\": \"A", StringComparison.Ordinal);
        yield return json.Replace("=\"", "\"", StringComparison.Ordinal);
        yield return json.Replace("\"procedure\": \"", "\"procedure\": \"\\u0000", StringComparison.Ordinal);
        yield return json.Replace("\"procedure\": \"", "\"procedure\": \"\\ud800", StringComparison.Ordinal);
        yield return json.Replace("\"procedure\": \"", "\"procedure\": \"" + new string('长', 171), StringComparison.Ordinal);
        yield return json.Replace("\"spki\": \"MFkw", "\"spki\": \"MFkx", StringComparison.Ordinal);
        yield return json.Replace("==\"\n", "AA==\"\n", StringComparison.Ordinal);
        yield return OffTheCurve(json);
        yield return json.Replace("ecdsa-p256-sha256-v1", "ed25519", StringComparison.Ordinal);
        yield return json.Replace("\\n\\n", "\\n", StringComparison.Ordinal);
        yield return json.Replace("\\n\\n", "\\r\\n\\n", StringComparison.Ordinal);
        yield return json.Replace("— ", "- ", StringComparison.Ordinal);
        yield return json.Replace("\"path\": [", "\"path\": [1,", StringComparison.Ordinal);
    }

    // Another last byte of the second coordinate.
    private static string OffTheCurve(string json)
    {
        var spki = Convert.FromBase64String(Proofs.Witness.Public.Spki);
        spki[^1] ^= 1;
        return json.Replace(Proofs.Witness.Public.Spki, Convert.ToBase64String(spki), StringComparison.Ordinal);
    }

    private static string InCSharp(string json) =>
        ProofJson.TryRead(json, out var proof, out _) ? string.Join(' ', proof.Verify(trusted: null).Select(f => $"{f.Check}:{f.Outcome}")) : Unreadable;

    private static async Task<List<string>> InNodeAsync(IReadOnlyList<string> texts, string subtle = "globalThis.crypto.subtle")
    {
        var script = $$"""
            const fs = require("fs");
            require("vm").runInThisContext(fs.readFileSync(process.argv[1], "utf8"));
            (async () => {
              const said = [];
              for (const text of JSON.parse(fs.readFileSync(0, "utf8"))) {
                try {
                  said.push((await QinglianProof.verifyProof(QinglianProof.parseProof(text), {{subtle}})).map(f => f.check + ":" + f.outcome).join(" "));
                } catch (error) {
                  if (!(error instanceof QinglianProof.Unreadable)) throw error;
                  said.push("{{Unreadable}}");
                }
              }
              process.stdout.write(JSON.stringify(said));
            })();
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script, Proofs.Repository("src", "Web", "wwwroot", "verify", "proof.js")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, texts);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonSerializer.Deserialize<List<string>>(await output)!;
    }
}
