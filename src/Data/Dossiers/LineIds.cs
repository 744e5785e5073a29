using Npgsql;

namespace Qinglian.Data.Dossiers;

/// <summary>Hands out ids for lines of the ledger, 64 at a time, so that an act need not ask for one. Order between programs does not matter: the tree gives the order.</summary>
internal sealed class LineIds(NpgsqlDataSource database) : IDisposable
{
    private const int Block = 64;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _next;
    private long _end;

    public async ValueTask<long> NextAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_next == _end)
            {
                await using var command = database.CreateCommand("select nextval('ledger_line_id')");
                _next = (long)(await command.ExecuteScalarAsync(cancel))!;
                _end = _next + Block;
            }

            return _next++;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
