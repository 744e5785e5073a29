using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Dossiers;

/// <inheritdoc cref="IDossiers"/>
internal sealed class Dossiers(NpgsqlDataSource database, ProcedureBook book, IRules rules, IDossierStore store, LocalTime time) : IDossiers
{
    /// <summary>Up to so many units the filter names them, and an index on the unit can be used; beyond, walking the list in order is quicker.</summary>
    private const int FewUnits = 200;

    private const int SearchMost = 5000;

    public Task<Dossier?> FindAsync(Guid id, Actor actor, CancellationToken cancel) => store.FindAsync(id, actor, cancel);

    public async Task<IReadOnlyList<Dossier>> FindAsync(IReadOnlyList<Guid> ids, Actor actor, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var found = await ReadAsync("select " + DossierRow.Columns + " from dossier where id = any ($1)", [P(ids.ToArray())], actor, cancel);
        var byId = found.ToDictionary(d => d.Id);
        return [.. ids.Where(byId.ContainsKey).Select(i => byId[i])];
    }

    public async Task<DossierList> ListAsync(DossierQuery query, Actor actor, CancellationToken cancel)
    {
        var sql = new Sql(query, actor, rules);
        if (sql.Impossible) return new([], null);

        var text = $"select {DossierRow.Columns} from dossier {sql.Where(query.After)} {sql.OrderBy} limit {query.Take + 1}";
        var found = await ReadAsync(text, sql.Parameters, actor, cancel);
        var page = found.Take(query.Take).ToList();
        return new(page, found.Count > query.Take ? sql.Cursor(page[^1]) : null);
    }

    public async IAsyncEnumerable<Dossier> AllAsync(DossierQuery query, Actor actor, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = query.After; ;)
        {
            var page = await ListAsync(query with { After = after, Take = 500 }, actor, cancel);
            foreach (var dossier in page.Dossiers) yield return dossier;
            if (page.Next is null) yield break;
            after = page.Next;
        }
    }

    public async Task<int> CountAsync(DossierQuery query, Actor actor, int most, CancellationToken cancel)
    {
        var sql = new Sql(query, actor, rules);
        if (sql.Impossible) return 0;

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add($"select count(*)::int from (select from dossier {sql.Where(null)} limit {most}) counted", [.. sql.Parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        return reader.GetInt32(0);
    }

    public async Task<IReadOnlyList<DossierCount>> CountsAsync(DossierQuery query, Actor actor, CancellationToken cancel)
    {
        var sql = new Sql(query, actor, rules);
        if (sql.Impossible) return [];

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        var today = sql.Parameter(P(time.Today));
        batch.Add(
            $"select procedure, state, unit_id, count(*)::int, (count(*) filter (where closed_at is null and due_on < {today}))::int from dossier {sql.Where(null)} group by 1, 2, 3 order by 1, 2, 3",
            [.. sql.Parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var counts = new List<DossierCount>();
        while (await reader.ReadAsync(cancel)) counts.Add(new(reader.GetString(0), reader.GetString(1), new(reader.GetInt32(2)), reader.GetInt32(3), reader.GetInt32(4)));
        return counts;
    }

    public async Task<IReadOnlyList<Timeliness>> TimelinessAsync(DossierQuery query, Actor actor, CancellationToken cancel)
    {
        var sql = new Sql(query with { Open = false }, actor, rules);
        if (sql.Impossible) return [];

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        var zone = sql.Parameter(P(time.Zone.Id));
        batch.Add(
            $"select unit_id, (count(*) filter (where (closed_at at time zone {zone})::date <= due_on))::int, (count(*) filter (where (closed_at at time zone {zone})::date > due_on))::int from dossier {sql.Where(null)} and due_on is not null group by 1 order by 1",
            [.. sql.Parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var counts = new List<Timeliness>();
        while (await reader.ReadAsync(cancel)) counts.Add(new(new(reader.GetInt32(0)), reader.GetInt32(1), reader.GetInt32(2)));
        return counts;
    }

    private async Task<List<Dossier>> ReadAsync(string sql, IEnumerable<NpgsqlParameter> parameters, Actor actor, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add(sql, [.. parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var found = new List<Dossier>();
        while (await reader.ReadAsync(cancel)) found.Add(DossierRow.Read(reader, book, rules.Organisation));
        return found;
    }

    /// <summary>The conditions of one query, only those that narrow: an unused one would hide the index.</summary>
    private sealed class Sql
    {
        private readonly List<string> _conditions = [];
        private readonly DossierQuery _query;

        public Sql(DossierQuery query, Actor actor, IRules rules)
        {
            _query = query;
            if (query.Procedure is { } procedure) Add("procedure = ", P(procedure));
            if (query.States.Count > 0) Add("state = any ", P(query.States.ToArray()), brackets: true);
            if (query.Assignee is { } assignee) Add("assignee = ", P(assignee.Value));
            if (query.OpenedBy is { } opener) Add("opened_by = ", P(opener.Value));
            if (query.Parent is { } parent) Add("parent = ", P(parent));
            if (query.Origin is { } origin) Add("origin = ", P(origin));
            if (query.Open is { } open) _conditions.Add(open ? "closed_at is null" : "closed_at is not null");
            if (query.Provisional) _conditions.Add("due_provisional");
            if (query.ClosedFrom is { } closedFrom) Add("closed_at >= ", P((DateTimeOffset?)closedFrom));
            if (query.ClosedUntil is { } closedUntil) Add("closed_at < ", P((DateTimeOffset?)closedUntil));
            if (query.DueUntil is { } until) Add("due_on <= ", P(until));
            if (query.DueFrom is { } from) Add("due_on >= ", P(from));
            if (query.OpenedFrom is { } since) Add("opened_at >= ", P((DateTimeOffset?)since));
            if (query.OpenedUntil is { } before) Add("opened_at < ", P((DateTimeOffset?)before));
            if (query.Order == DossierOrder.Due) _conditions.Add("due_on is not null");
            if (query.Turns is { } turns) AddTurns(turns, actor);
            if (query.Text is { } text) AddText(text);
            AddUnits(actor, rules);
        }

        public List<NpgsqlParameter> Parameters { get; } = [];

        /// <summary>Nothing can match: a unit outside the scope, a search for one letter.</summary>
        public bool Impossible { get; private set; }

        public string OrderBy => _query.Order == DossierOrder.Due ? "order by due_on, id" : "order by id desc";

        public string Parameter(NpgsqlParameter parameter)
        {
            Parameters.Add(parameter);
            return $"${Parameters.Count}";
        }

        public string Where(string? after)
        {
            var conditions = new List<string>(_conditions);
            if (after is not null && Guid.TryParse(after.AsSpan(after.IndexOf('_') + 1), out var id))
            {
                if (_query.Order == DossierOrder.Newest) conditions.Add($"id < {Parameter(P(id))}");
                else if (DateOnly.TryParseExact(after.AsSpan(0, after.IndexOf('_')), "yyyyMMdd", out var due)) conditions.Add($"(due_on, id) > ({Parameter(P(due))}, {Parameter(P(id))})");
            }

            return conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        }

        public string Cursor(Dossier last) => _query.Order == DossierOrder.Due ? $"{last.DueOn:yyyyMMdd}_{last.Id:N}" : $"_{last.Id:N}";

        private void Add(string condition, NpgsqlParameter parameter, bool brackets = false) =>
            _conditions.Add(brackets ? $"{condition}({Parameter(parameter)})" : condition + Parameter(parameter));

        private void AddText(string text)
        {
            var pieces = SearchPieces.Of(text);
            if (pieces.Length == 0) Impossible = true;
            else _conditions.Add($"id = any (array(select search_dossiers({Parameter(P(pieces))}, {SearchMost})))");
        }

        private void AddTurns(IReadOnlyList<Turn> turns, Actor actor)
        {
            if (turns.Count == 0) Impossible = true;
            _conditions.Add("closed_at is null");
            _conditions.Add("(" + string.Join(" or ", turns.Select(t =>
            {
                var states = $"procedure || '/' || state = any ({Parameter(P(t.ProcedureStates.ToArray()))})";
                return t.Kind switch
                {
                    PartKind.Assignee => $"({states} and assignee = {Parameter(P(actor.Id.Value))})",
                    PartKind.Opener => $"({states} and opened_by = {Parameter(P(actor.Id.Value))})",
                    PartKind.AtUnit or PartKind.Above => $"({states} and unit_id <@ {Parameter(P(t.Units.Multirange))}::text::int4multirange)",
                };
            }).DefaultIfEmpty("false")) + ")");
        }

        private void AddUnits(Actor actor, IRules rules)
        {
            IReadOnlyList<int>? units = null;
            if (_query.Within is { } within) units = [.. rules.Organisation.Branch(within).Select(u => u.Id.Value)];
            if (_query.Units.Count > 0) units = [.. _query.Units.Select(u => u.Value)];
            if (units is not null)
            {
                if (units.Count == 0) Impossible = true;
                Add("unit_id = any ", P(units.ToArray()), brackets: true);
                return;
            }

            var seen = actor.Scope.Ranges.Sum(r => (long)r.To - r.From + 1);
            if (actor.IsSystem || seen > FewUnits || _query.Assignee is not null || _query.OpenedBy is not null || _query.Parent is not null || _query.Origin is not null) return;
            var own = Parameter(P(actor.Scope.Ranges.SelectMany(r => Enumerable.Range(r.From, r.To - r.From + 1)).ToArray()));
            if (actor.Id.IsNobody)
            {
                _conditions.Add($"unit_id = any ({own})");
                return;
            }

            var person = Parameter(P(actor.Id.Value));
            _conditions.Add($"(unit_id = any ({own}) or assignee = {person} or opened_by = {person})");
        }
    }
}
