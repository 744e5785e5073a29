using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

public sealed class LedgerVerificationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(57)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(13_000)]
    public async Task An_untouched_ledger_is_intact(int lines)
    {
        var ledger = MemoryLedger.Of(lines, checkpointEvery: lines > 100 ? 97 : 10);
        var outside = ledger.Checkpoint();

        var report = await ledger.VerifyAsync(outside);

        Assert.True(report.Intact, report.First?.Words.En);
        Assert.Equal(lines, report.Lines);
        Assert.Equal(lines, report.Contents);
        Assert.Equal(ledger.Checkpoints.Count + 1, report.Checkpoints);
        Assert.True(Checkpoint.TryRead(outside, out var checkpoint));
        Assert.Equal(checkpoint.Root, report.Root);
    }

    [Fact]
    public async Task A_changed_line_is_named()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Lines[23] = ledger.Lines[23] with { Line = ledger.Lines[23].Line with { Action = "Close" } };

        var report = await ledger.VerifyAsync();

        Assert.Equal((LedgerFault.Changed, 23, 146), Only(report));
        Assert.Equal("第 24 条与记账时保存的校验值不符：记录已被改动。", report.First!.Words.Zh);
    }

    [Fact]
    public async Task A_changed_line_whose_leaf_was_changed_too_is_found_in_its_pair()
    {
        var ledger = MemoryLedger.Of(40);
        var line = ledger.Lines[24].Line with { At = MemoryLedger.Start };
        ledger.Lines[24] = ledger.Lines[24] with { Line = line, Leaf = LineEncoding.Leaf(line) };

        var report = await ledger.VerifyAsync();

        Assert.Equal((LedgerFault.Replaced, 24, null), Only(report));
    }

    [Fact]
    public async Task A_ledger_rewritten_with_all_its_hashes_does_not_match_its_checkpoints()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Lines[24] = ledger.Lines[24] with { Line = ledger.Lines[24].Line with { At = MemoryLedger.Start } };
        ledger.Rehash();

        var report = await ledger.VerifyAsync();

        Assert.Equal(LedgerFault.CheckpointMismatch, report.First!.Fault);
        Assert.Equal(20, report.First.Position);
        Assert.Contains("lines 21 and 30", report.First.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_rewritten_with_its_checkpoints_does_not_match_one_held_outside()
    {
        var ledger = MemoryLedger.Of(40);
        var outside = ledger.Checkpoint();
        ledger.Lines[24] = ledger.Lines[24] with { Line = ledger.Lines[24].Line with { At = MemoryLedger.Start } };
        ledger.Rehash();
        ledger.Checkpoints.Clear();

        Assert.True((await ledger.VerifyAsync()).Intact);
        Assert.Equal(LedgerFault.CheckpointMismatch, (await ledger.VerifyAsync(outside)).First!.Fault);
    }

    [Fact]
    public async Task A_removed_line_leaves_its_place_empty()
    {
        var ledger = MemoryLedger.Of(40, subjects: 40);
        ledger.Lines.RemoveAt(17);

        Assert.Equal((LedgerFault.Removed, 17, null), Only(await ledger.VerifyAsync()));
    }

    [Fact]
    public async Task A_removed_line_is_found_though_the_others_moved_up()
    {
        var ledger = MemoryLedger.Of(40, subjects: 40);
        ledger.Lines.RemoveAt(16);
        ledger.Renumber();

        var report = await ledger.VerifyAsync();

        Assert.Equal((LedgerFault.Removed, 16), (report.First!.Fault, report.First.Position));
        Assert.Contains(report.Findings, f => f.Fault == LedgerFault.Truncated);
    }

    [Fact]
    public async Task An_inserted_line_is_found()
    {
        var ledger = MemoryLedger.Of(40, subjects: 40);
        var extra = ledger.Lines[3].Line with { Id = 9_999, Kind = LineKind.Read, Previous = null };
        ledger.Lines.Insert(16, new(0, extra, LineEncoding.Leaf(extra), ledger.Lines[3].Content! with { LineId = 9_999 }));
        ledger.Renumber();

        var report = await ledger.VerifyAsync();

        Assert.Equal((LedgerFault.Duplicated, 16), (report.First!.Fault, report.First.Position));
    }

    [Theory]
    [InlineData(8, 9)]
    [InlineData(8, 10)]
    [InlineData(3, 30)]
    public async Task Two_exchanged_lines_are_both_named(int a, int b)
    {
        foreach (var withHashes in new[] { true, false })
        {
            var ledger = MemoryLedger.Of(40, subjects: 40);
            var (x, y) = (ledger.Lines[a], ledger.Lines[b]);
            ledger.Lines[a] = y with { Position = a, Leaf = withHashes ? y.Leaf : x.Leaf };
            ledger.Lines[b] = x with { Position = b, Leaf = withHashes ? x.Leaf : y.Leaf };

            var report = await ledger.VerifyAsync();

            Assert.Equal((LedgerFault.Reordered, a), (report.First!.Fault, report.First.Position));
            Assert.Contains($"{b + 1}", report.First.Words.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_entered_twice_is_found_even_with_all_hashes_made_anew()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Lines[31] = ledger.Lines[9];
        ledger.Checkpoints.Clear();
        ledger.Rehash();

        Assert.Contains((await ledger.VerifyAsync()).Findings, f => f is { Fault: LedgerFault.Duplicated, Position: 31 });
    }

    [Fact]
    public async Task Two_lines_in_one_place_are_found()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Lines.Add(ledger.Lines[12]);

        Assert.Equal((LedgerFault.Duplicated, 12), Where(await ledger.VerifyAsync()));
    }

    [Fact]
    public async Task A_cut_off_end_is_found_by_its_nodes_and_by_its_checkpoint()
    {
        var byNodes = MemoryLedger.Of(43);
        byNodes.Lines.RemoveRange(41, 2);
        Assert.Equal((LedgerFault.Truncated, 41, null), Only(await byNodes.VerifyAsync()));

        var byCheckpoint = MemoryLedger.Of(40);
        byCheckpoint.Lines.RemoveRange(35, 5);
        byCheckpoint.Rehash();
        Assert.Equal((LedgerFault.Truncated, 35, null), Only(await byCheckpoint.VerifyAsync()));
    }

    [Fact]
    public async Task A_changed_content_is_found_and_an_exchanged_salt_too()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Lines[5] = ledger.Lines[5] with { Content = ledger.Lines[5].Content! with { Content = "{}"u8.ToArray() } };
        ledger.Lines[6] = ledger.Lines[6] with { Content = ledger.Lines[6].Content! with { Salt = new byte[32] } };
        ledger.Lines[7] = ledger.Lines[7] with { Content = ledger.Lines[8].Content };

        var report = await ledger.VerifyAsync();

        Assert.Equal([5, 6, 7], report.Findings.Select(f => f.Position));
        Assert.All(report.Findings, f => Assert.Equal(LedgerFault.ContentChanged, f.Fault));
    }

    [Fact]
    public async Task A_content_erased_with_a_line_about_it_is_lawful_and_one_without_is_not()
    {
        var ledger = MemoryLedger.Of(40);
        var erased = ledger.Lines[10];
        ledger.Lines[10] = erased with { Content = null };

        Assert.Equal((LedgerFault.ContentMissing, 10, erased.Line.Id), Only(await ledger.VerifyAsync()));

        ledger.Append(LineKind.Erasure, erased.Line.Subject);
        var report = await ledger.VerifyAsync();
        Assert.True(report.Intact, report.First?.Words.En);
        Assert.Equal(1, report.Erased);
    }

    [Fact]
    public async Task A_gap_in_the_revisions_of_a_subject_is_found()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Append(LineKind.Act, MemoryLedger.Subject(2), revision: 77);

        Assert.Equal((LedgerFault.ChainBroken, 40), Where(await ledger.VerifyAsync()));
    }

    [Fact]
    public async Task Chains_hold_with_hardly_any_memory()
    {
        var ledger = MemoryLedger.Of(500, subjects: 50);

        var report = await ledger.VerifyAsync(maxSubjects: 4);

        Assert.True(report.Intact, report.First?.Words.En);
        Assert.True(ledger.Lookups > 100);
    }

    [Theory]
    [InlineData(0, 13)]
    [InlineData(1, 4)]
    [InlineData(3, 2)]
    [InlineData(5, 0)]
    [InlineData(12, 0)]
    [InlineData(13, 0)]
    public async Task A_changed_stored_hash_is_told_apart_from_a_changed_line(int level, long index)
    {
        var ledger = MemoryLedger.Of(17_000, subjects: 20, checkpointEvery: 20_000);
        if (level == 0)
            ledger.Lines[(int)index] = ledger.Lines[(int)index] with { Leaf = MerkleTree.Empty };
        else
            ledger.Nodes[new(level, index)] = MerkleTree.Empty;

        var report = await ledger.VerifyAsync();

        Assert.Equal((LedgerFault.NodeChanged, index << level), Where(report));
    }

    [Fact]
    public async Task A_missing_node_is_found()
    {
        var ledger = MemoryLedger.Of(40);
        ledger.Nodes.Remove(new(2, 3));

        Assert.Equal((LedgerFault.NodeMissing, 12, null), Only(await ledger.VerifyAsync()));
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_or_text_is_refused()
    {
        var ledger = MemoryLedger.Of(40);
        using var other = CheckpointKey.Create(MemoryLedger.Origin);
        Assert.True(SignedNote.TryParse(ledger.Checkpoints[1], out var note) && Checkpoint.TryRead(note, out _));
        Checkpoint.TryRead(note!, out var checkpoint);
        ledger.Checkpoints[1] = checkpoint!.Sign(other).ToString();
        ledger.Checkpoints[2] = ledger.Checkpoints[2].Replace("\n30\n", "\n31\n", StringComparison.Ordinal);
        ledger.Checkpoints[3] = "nonsense";

        var report = await ledger.VerifyAsync();

        Assert.Equal(3, report.Faults);
        Assert.All(report.Findings, f => Assert.Equal(LedgerFault.CheckpointInvalid, f.Fault));
    }

    [Fact]
    public void Whatever_single_thing_is_tampered_with_is_found() =>
        Prop.ForAll(Chance.Three, sample =>
        {
            const int size = 61;
            var ledger = MemoryLedger.Of(size);
            // The 61st line stands alone: no node and no checkpoint covers it yet, so only the changes of the line itself show.
            var at = sample.A % (sample.C % 16 is 10 or 11 or 12 ? size - 1 : size);
            var line = ledger.Lines[at].Line;
            switch (sample.C % 16)
            {
                case 0: Put(line with { Id = line.Id + 1 }); break;
                case 1: Put(line with { At = line.At.AddTicks(10) }); break;
                case 2: Put(line with { Actor = MemoryLedger.Subject(sample.B % 900) }); break;
                case 3: Put(line with { Kind = LineKind.Setting }); break;
                case 4: Put(line with { Subject = MemoryLedger.Subject(5_000 + (sample.B % 900)) }); break;
                case 5: Put(line with { Revision = line.Revision + 1 }); break;
                case 6: Put(line with { Procedure = "", Action = line.Procedure + line.Action }); break;
                case 7: Put(line with { Action = line.Action + " " }); break;
                case 8: Put(line with { Commitment = MerkleTree.Empty }); break;
                case 9: Put(line with { Previous = line.Previous is null ? MerkleTree.Empty : null }); break;
                case 10: ledger.Lines.RemoveAt(at); break;
                case 11: ledger.Lines.RemoveAt(at); ledger.Renumber(); break;
                case 12: ledger.Lines.RemoveRange(at, size - at); break;
                case 13: (ledger.Lines[at], ledger.Lines[(at + 1) % size]) = (ledger.Lines[(at + 1) % size], ledger.Lines[at]); ledger.Renumber(); break;
                case 14: ledger.Lines.Insert(at, ledger.Lines[sample.B % size]); ledger.Renumber(); break;
                default: ledger.Lines[at] = ledger.Lines[at] with { Content = null }; break;
            }

            Assert.False(ledger.VerifyAsync().GetAwaiter().GetResult().Intact);

            // With every hash made anew only the signed checkpoint stands against it: it covers the first 60 lines.
            if (sample.C % 16 is not 15 && at < 60 && !(sample.C % 16 is 13 && at == 59))
            {
                ledger.Rehash();
                Assert.False(ledger.VerifyAsync().GetAwaiter().GetResult().Intact);
            }

            void Put(LedgerLine changed) => ledger.Lines[at] = ledger.Lines[at] with { Line = changed };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public async Task Verification_can_be_stopped_and_tells_how_far_it_is()
    {
        var ledger = MemoryLedger.Of(9_000, checkpointEvery: 20_000);
        using var stop = new CancellationTokenSource();
        var told = new List<long>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new LedgerVerification(ledger, [MemoryLedger.Key.Public]).RunAsync([], new Telling(n => { told.Add(n); stop.Cancel(); }), stop.Token));

        Assert.Equal([4096], told);
    }

    private static (LedgerFault, long, long?) Only(LedgerReport report)
    {
        Assert.True(report.Faults == 1, string.Join('\n', report.Findings.Select(f => $"{f.Fault} {f.Position} {f.Words.En}")));
        return (report.First!.Fault, report.First.Position, report.First.LineId);
    }

    private static (LedgerFault, long) Where(LedgerReport report)
    {
        Assert.True(report.Faults == 1, string.Join('\n', report.Findings.Select(f => $"{f.Fault} {f.Position} {f.Words.En}")));
        return (report.First!.Fault, report.First.Position);
    }

    private sealed class Telling(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
