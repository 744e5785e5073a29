using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Qinglian.Kernel;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <summary>The statements of one register, written from its declaration: a column for each parameter of the row, besides those every register has.</summary>
internal sealed class RegisterSql
{
    private const string Common = "id, revision, begins_on, ends_on, valid_from, reason, recorded_by, recorded_at, current";
    private const int CommonCount = 9;
    private static readonly ConcurrentDictionary<Register, RegisterSql> Known = [];

    private readonly Register _register;

    private RegisterSql(Register register)
    {
        _register = register;
        Table = Quote(register.Table);
        var own = string.Join(", ", register.Columns.Select(c => Quote(c.SqlName)));
        Select = $"select {Common}, {own}{(register.Numbered ? ", number" : "")} from {Table} t";
        var inserted = $"id, revision, key, begins_on, ends_on, valid_from, current, reason, recorded_by, recorded_at, head, {own}{(register.Numbered ? ", number" : "")}";
        var places = Enumerable.Range(7, 4 + register.Columns.Count + (register.Numbered ? 1 : 0)).Select(i => $"${i}");
        Insert = $"insert into {Table} ({inserted}) values ($1, $2, $3, $4, $5, $6, true, {string.Join(", ", places)})";
        Supersede = $"update {Table} set current = false, valid_until = least(valid_until, $2) where id = $1 and (current or valid_until is null or valid_until > $2)";
        NextNumber = $"select nextval('{register.Table}_number')::int";
    }

    public string Table { get; }
    public string Select { get; }
    public string Insert { get; }

    /// <summary>Notes on the versions so far that a newer one holds after the day $2.</summary>
    public string Supersede { get; }
    public string NextNumber { get; }

    public static RegisterSql Of(Register register) => Known.GetOrAdd(register, static r => new(r));

    /// <summary>What holds on a day.</summary>
    public static string HoldsOn(string day, bool ended) =>
        $"t.valid_from <= {day} and (t.valid_until is null or t.valid_until >= {day})"
        + (ended ? $" and t.begins_on <= {day}" : $" and t.begins_on <= {day} and (t.ends_on is null or t.ends_on >= {day})");

    public Entry Read(NpgsqlDataReader row)
    {
        var values = new object?[_register.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var at = CommonCount + i;
            values[i] = row.IsDBNull(at) ? null : _register.Columns[i].Restore(_register.Columns[i].Kind is ColumnKind.Date ? row.GetFieldValue<DateOnly>(at) : row.GetValue(at));
        }

        return new(
            _register, row.GetGuid(0), row.GetInt32(1), _register.Row(values), _register.Numbered ? row.GetInt32(CommonCount + values.Length) : null,
            row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateOnly>(4),
            row.IsDBNull(5) ? null : row.GetString(5), new(row.GetGuid(6)), row.GetFieldValue<DateTimeOffset>(7), row.GetBoolean(8));
    }

    public NpgsqlParameter[] InsertParameters(Entry entry, byte[] head) =>
    [
        P(entry.Id), P(entry.Revision), P(_register.KeyOf(entry.Row)), P(entry.BeginsOn), P(entry.EndsOn), P(entry.ValidFrom), P(entry.Reason), P(entry.RecordedBy.Value),
        P((DateTimeOffset?)entry.RecordedAt), P(head), .. _register.Columns.Select(c => Parameter(c, c.Get(entry.Row))), .. entry.Number is { } number ? [P(number)] : Array.Empty<NpgsqlParameter>(),
    ];

    public static NpgsqlParameter Parameter(RegisterColumn column, object? value) => new()
    {
        Value = column.Store(value) ?? DBNull.Value,
        NpgsqlDbType = column.Kind switch
        {
            ColumnKind.Text or ColumnKind.Choice or ColumnKind.Duty => NpgsqlDbType.Text,
            ColumnKind.Number or ColumnKind.Unit => NpgsqlDbType.Integer,
            ColumnKind.Decimal => NpgsqlDbType.Numeric,
            ColumnKind.Switch => NpgsqlDbType.Boolean,
            ColumnKind.Date => NpgsqlDbType.Date,
            ColumnKind.Person => NpgsqlDbType.Uuid,
        },
    };

    // Names come from code, never from people; quoting keeps words that SQL uses itself usable.
    public static string Quote(string name) => $"\"{name}\"";
}
