using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Qinglian.Kernel.Ledger;
using Qinglian.Responsibilities.Decomposition;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Cli;

/// <summary>The commands as they are typed: each is a process of its own.</summary>
public sealed class CommandTests
{
    private const string Speech = "各位同志：\r\n县财政局要在3月底前完成专项资金清理，每季度向县政府报告进展情况。近年来全县经济平稳增长。\r\n";

    [Fact]
    public async Task Decompose_prints_one_object_a_line_and_nothing_else_whatever_the_encoding()
    {
        using var folder = new Folder();
        var expected = new MemoryStream();
        JsonLines.Write(Decomposer.Decompose(Speech), expected);
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!, Encoding.Unicode])
        {
            var file = folder.File("speech.txt");
            await File.WriteAllBytesAsync(file, [.. encoding.GetPreamble(), .. encoding.GetBytes(Speech)]);

            var run = await RunAsync("decompose", file, "--json");

            Assert.Equal((0, ""), (run.Exit, run.Errors));
            Assert.Equal(Encoding.UTF8.GetString(expected.ToArray()), run.Output);
        }

        foreach (var line in Encoding.UTF8.GetString(expected.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var passage = JsonDocument.Parse(line).RootElement;
            Assert.Equal(passage.GetProperty("text").GetString(), Speech[passage.GetProperty("start").GetInt32()..passage.GetProperty("end").GetInt32()]);
        }
    }

    [Fact]
    public async Task Decompose_needs_no_installation_and_leaves_none_behind()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder.File("speech.txt"), Speech);

        Assert.Equal(0, (await RunInAsync(folder.Path, ["decompose", folder.File("speech.txt")])).Exit);

        Assert.Equal(["speech.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "unheard-of")]
    [InlineData(2, "decompose")]
    [InlineData(2, "decompose", "a", "b")]
    [InlineData(2, "decompose", "a", "--jsn")]
    [InlineData(2, "ledger", "prove", "first")]
    [InlineData(2, "restore", "backup.qlb")]
    [InlineData(1, "decompose", "/nowhere/at/all.txt")]
    [InlineData(1, "ledger", "verify", "--data", "/nowhere/at/all")]
    [InlineData(0, "help")]
    [InlineData(0, "ledger", "verify", "--help")]
    public async Task The_exit_code_says_how_it_ended(int exit, params string[] typed)
    {
        var run = await RunAsync(typed);

        Assert.Equal(exit, run.Exit);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(exit == 0, run.Output.Length > 0);
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_refused_with_the_reason()
    {
        using var folder = new Folder();
        await File.WriteAllBytesAsync(folder.File("picture.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 1, 2]);

        var run = await RunAsync("decompose", folder.File("picture.txt"), "--json");

        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.NotEmpty(run.Errors);
    }

    [Fact]
    public async Task An_installation_is_made_signed_proved_backed_up_restored_and_verified()
    {
        using var folder = new Folder();
        var data = folder.File("data");
        Assert.Equal(0, (await RunAsync("migrate", "--data", data)).Exit);

        var note = (await RunAsync("ledger", "checkpoint", "--data", data)).Output;
        await File.WriteAllTextAsync(folder.File("note.txt"), note);
        var key = (await RunAsync("ledger", "key", "--data", data)).Output;
        await File.WriteAllTextAsync(folder.File("keys.txt"), "# published\n" + key);
        Assert.True(SignedNote.TryParse(note, out var signed));
        Assert.True(key.Trim().Split(' ') is [var name, var spki] && CheckpointPublicKey.TryParse(name, spki, out var known) && signed.IsSignedBy(known));

        var witnessed = await RunAsync("ledger", "witness", folder.File("note.txt"), "--name", "congress", "--key", folder.File("witness.pem"), "--keys", folder.File("keys.txt"));
        Assert.Equal(0, witnessed.Exit);
        Assert.True(SignedNote.TryParse(witnessed.Output, out var both) && both.Signatures.Count == 2);

        Assert.Equal(1, (await RunAsync("ledger", "prove", "999999", "--data", data)).Exit);
        var jobs = (await RunAsync("jobs", "list", "--data", data)).Output;
        Assert.Contains("checkpoint", jobs, StringComparison.Ordinal);
        Assert.Contains("account-tidy", jobs, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("jobs", "run", "sequencer", "--data", data)).Exit);
        Assert.Equal(1, (await RunAsync("jobs", "run", "unheard-of", "--data", data)).Exit);

        var backup = folder.File("backup.qlb");
        Assert.Equal(2, (await RunAsync("backup", backup, "--data", data)).Exit);
        var made = await RunAsync("backup", backup, "--no-passphrase", "--data", data);
        Assert.Equal(0, made.Exit);
        Assert.Matches(@"\([1-9][0-9]* files\)", made.Output);
        var restored = folder.File("restored");
        Assert.Equal(0, (await RunAsync("restore", backup, "--data", restored)).Exit);

        var verified = await RunAsync("ledger", "verify", "--data", restored, "--keys", folder.File("keys.txt"), "--checkpoint", folder.File("note.txt"));
        Assert.Equal((0, ""), (verified.Exit, verified.Errors));
        Assert.Contains("nothing is wrong", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ends_with_three_when_a_checkpoint_kept_elsewhere_says_more()
    {
        using var folder = new Folder();
        var data = folder.File("data");
        Assert.Equal(0, (await RunAsync("ledger", "checkpoint", "--data", data)).Exit);
        using (var key = CheckpointKey.Load(Path.Combine(data, "keys", "checkpoint.pem"), "qinglian.local"))
            await File.WriteAllTextAsync(folder.File("held.txt"), new Checkpoint("qinglian.local", 1_000_000, MerkleTree.Empty, DateTimeOffset.UnixEpoch).Sign(key).ToString());

        var run = await RunAsync("ledger", "verify", "--data", data, "--checkpoint", folder.File("held.txt"));

        Assert.Equal(3, run.Exit);
        Assert.Contains("cut off", run.Output, StringComparison.Ordinal);
    }

    private static Task<(int Exit, string Output, string Errors)> RunAsync(params string[] typed) => RunInAsync(Path.GetTempPath(), typed);

    private static async Task<(int Exit, string Output, string Errors)> RunInAsync(string home, string[] typed)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        start.Environment["QINGLIAN_LANG"] = "en";
        start.Environment["QINGLIAN_HOME"] = home;
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Qinglian.Cli.dll"), .. typed]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private sealed class Folder : IDisposable
    {
        public Folder()
        {
            Path = TestServer.NewFolder();
            Directory.CreateDirectory(Path);
        }

        public string Path { get; }

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => TestServer.Remove(Path);
    }
}
