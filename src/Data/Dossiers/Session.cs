using Npgsql;
using NpgsqlTypes;
using Qinglian.Kernel.Access;

namespace Qinglian.Data.Dossiers;

/// <summary>How a transaction tells the database on whose behalf it reads: the second wall decides by it.</summary>
internal static class Session
{
    private const string Begin = "begin";
    private const string Identify = "select set_config('app.scope', $1, true), set_config('app.person', $2, true), set_config('app.compartments', $3, true), set_config('app.receipt', $4, true)";

    /// <summary>Puts the beginning of a transaction in front of a batch, so that it costs no exchange of its own.</summary>
    public static void BeginAs(this NpgsqlBatch batch, Actor actor)
    {
        batch.BatchCommands.Add(new(Begin));
        batch.IdentifyAs(actor);
    }

    public static void IdentifyAs(this NpgsqlBatch batch, Actor actor) =>
        batch.IdentifyAs(actor.Scope, actor.Id.IsNobody ? "" : actor.Id.Value.ToString(), actor.Groups, actor.Receipt?.ToString() ?? "");

    public static void IdentifyAs(this NpgsqlBatch batch, Scope scope, string person, IReadOnlySet<string> compartments, string receipt)
    {
        batch.BatchCommands.Add(new(Identify)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = scope.Multirange },
                new NpgsqlParameter<string> { TypedValue = person },
                new NpgsqlParameter<string> { TypedValue = string.Join(',', compartments) },
                new NpgsqlParameter<string> { TypedValue = receipt },
            },
        });
    }

    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }

    public static NpgsqlParameter P<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
    public static NpgsqlParameter P(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
    public static NpgsqlParameter P(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
    public static NpgsqlParameter P(DateOnly? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };
    public static NpgsqlParameter P(int? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };
    public static NpgsqlParameter P(DateTimeOffset? value) => new() { Value = (object?)value?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
    public static NpgsqlParameter Json(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
