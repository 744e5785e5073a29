using Npgsql;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Dossiers;

/// <summary>Dossiers in PostgreSQL. An act costs two exchanges with the server: one that begins, identifies and locks, one that writes and commits.</summary>
internal sealed class DossierStore(NpgsqlDataSource database, ProcedureBook book, IRules rules, Vault vault) : IDossierStore
{
    internal const string Select = "select " + DossierRow.Columns + " from dossier where id = $1";

    public async Task<IWork> BeginAsync(Actor actor, CancellationToken cancel) => (await BeginAsync(actor, null, cancel)).Work;

    public Task<(IWork Work, Dossier? Dossier)> BeginWithAsync(Guid dossier, Actor actor, CancellationToken cancel) => BeginAsync(actor, dossier, cancel);

    private async Task<(IWork Work, Dossier? Dossier)> BeginAsync(Actor actor, Guid? dossier, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BeginAs(actor);
            if (dossier is { } id) batch.Add(Select + " for update", P(id));

            // Taken after the lock, so that the lines of one dossier have growing ids whichever program writes them.
            batch.Add(Work.NextLine);
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            await reader.NextResultAsync(cancel);
            var found = dossier is not null && await reader.ReadAsync(cancel) ? DossierRow.Read(reader, book, rules.Organisation) : null;
            if (dossier is not null) await reader.NextResultAsync(cancel);
            await reader.ReadAsync(cancel);
            var work = new Work(connection, actor, book, rules, vault, reader.GetInt64(0));
            return (work, work.Keep(found));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<Dossier?> FindAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add(Select, P(id));
        batch.Add("commit");
        return await ReadLastAsync(batch, cancel);
    }

    private async Task<Dossier?> ReadLastAsync(NpgsqlBatch batch, CancellationToken cancel)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await reader.ReadAsync(cancel) ? DossierRow.Read(reader, book, rules.Organisation) : null;
    }
}
