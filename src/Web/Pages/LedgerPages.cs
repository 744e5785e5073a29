using System.Globalization;
using System.Text;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>A checkpoint as the public page shows it.</summary>
/// <param name="Older">The size of the checkpoint before; null for the first.</param>
public sealed record CheckpointRow(Checkpoint Checkpoint, int Witnesses, long? Older);

/// <summary>The ledger as the outside sees it: checkpoints, proofs of growth, the key. Nothing here names a person or a matter.</summary>
internal static class LedgerPages
{
    private const int PageSize = 20;
    private const string Json = "application/json; charset=utf-8";
    private const string Text = "text/plain; charset=utf-8";

    public static void Map(IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/ledger").RequireAuthorization(Policies.Public);
        open.MapGet("", ShowAsync);
        open.MapGet("/key.txt", (ILedgerBook ledger) => Results.File(Encoding.UTF8.GetBytes($"{ledger.Key.Name} {ledger.Key.Spki}\n"), Text, "ledger-key.txt"));
        open.MapGet("/checkpoints/newest.txt", NewestAsync);
        open.MapGet("/checkpoints/{size:long}.txt", NoteAsync);
        open.MapGet("/growth/{from:long}-{to:long}.json", GrowthAsync);
        app.MapGet("/ledger/{line:long}/proof", ProofAsync).RequireAuthorization(Policies.Staff);
    }

    private static async Task<IResult> ShowAsync(Visitor me, ILedgerBook ledger)
    {
        var before = long.TryParse(me.Asked("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : (long?)null;
        var notes = await ledger.CheckpointsAsync(before, PageSize + 1, me.Cancel);
        var read = notes.Select(n => (Note: n, Checkpoint: Checkpoint.TryRead(n, out var c) ? c : throw new InvalidDataException("A stored checkpoint cannot be read."))).ToList();
        return Shown.As<LedgerCheckpoints>(await me.PageAsync(), new
        {
            Rows = (IReadOnlyList<CheckpointRow>)[.. read.Take(PageSize).Select((r, i) => new CheckpointRow(r.Checkpoint, r.Note.Signatures.Count - 1, i + 1 < read.Count ? read[i + 1].Checkpoint.Size : null))],
            ledger.Key,
            NextHref = notes.Count > PageSize ? $"/ledger?after={read[PageSize - 1].Checkpoint.Size}" : null,
        });
    }

    private static async Task<IResult> NewestAsync(Visitor me, ILedgerBook ledger) =>
        await ledger.NewestCheckpointAsync(me.Cancel) is { } note ? Results.Text(note.ToString(), Text) : throw new NotFoundException();

    private static async Task<IResult> NoteAsync(long size, Visitor me, ILedgerBook ledger)
    {
        if (size == long.MaxValue || await ledger.CheckpointsAsync(size + 1, 1, me.Cancel) is not [var note] || !Checkpoint.TryRead(note, out var read) || read.Size != size) throw new NotFoundException();
        return Results.File(Encoding.UTF8.GetBytes(note.ToString()), Text, string.Create(CultureInfo.InvariantCulture, $"checkpoint-{size}.txt"));
    }

    private static async Task<IResult> GrowthAsync(long from, long to, Visitor me, ILedgerBook ledger)
    {
        if (to == long.MaxValue || await ledger.ProveGrowthAsync(from, to, me.Cancel) is not { } proof) throw new NotFoundException();
        return Results.File(Encoding.UTF8.GetBytes(ProofJson.Write(proof)), Json, string.Create(CultureInfo.InvariantCulture, $"growth-{from}-{to}.json"));
    }

    /// <summary>For somebody who may see what the line is about, or who made it; to all others there is no such line.</summary>
    private static async Task<IResult> ProofAsync(long line, Visitor me, ILedgerBook ledger, IDossiers dossiers)
    {
        if (line is < 1 or long.MaxValue || await ledger.ListAsync(new() { Before = line + 1, Take = 1 }, me.Actor, me.Cancel) is not [var entry] || entry.Line.Id != line || !await MayKnowAsync(entry, me, dossiers)) throw new NotFoundException();

        await ledger.RecordAsync(LineKind.Export, entry.Line.Subject, entry.Line.Procedure, "Proof", new { Line = line }, me.Actor, me.Cancel);
        var proof = await ledger.ProveAsync(line, null, me.Actor, me.Cancel) ?? throw new NotFoundException();
        return Results.File(Encoding.UTF8.GetBytes(ProofJson.Write(proof)), Json, string.Create(CultureInfo.InvariantCulture, $"proof-{line}.json"));
    }

    private static async Task<bool> MayKnowAsync(LedgerEntry entry, Visitor me, IDossiers dossiers) =>
        entry.Content is not null || entry.Line.Actor == me.Actor.Id.Value || (entry.Line.Subject != Guid.Empty && await dossiers.FindAsync(entry.Line.Subject, me.Actor, me.Cancel) is not null);
}
