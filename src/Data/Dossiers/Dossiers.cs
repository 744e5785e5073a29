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
    /// <summary>Up to so many units the list is put together from what each of them has, by an index on the unit; beyond, walking it in order is quicker.</summary>
    private const int FewUnits = 200;

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
        var sql = new Sql(query, actor, rules, book);
        if (sql.Impossible) return new([], null);

        var found = await ReadAsync(sql.Page(query.Take + 1), sql.Parameters, actor, cancel);
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
        var sql = new Sql(query with { After = null }, actor, rules, book);
        if (sql.Impossible) return 0;

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add(sql.Count(most), [.. sql.Parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        return reader.GetInt32(0);
    }

    public async Task<IReadOnlyList<DossierCount>> CountsAsync(DossierQuery query, Actor actor, CancellationToken cancel)
    {
        var sql = new Sql(query with { After = null }, actor, rules, book);
        if (sql.Impossible) return [];

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        var today = sql.Parameter(P(time.Today));
        batch.Add(
            $"select procedure, state, unit_id, count(*)::int, (count(*) filter (where closed_at is null and due_on < {today}))::int from dossier {sql.Where()} group by 1, 2, 3 order by 1, 2, 3",
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
        var sql = new Sql(query with { Open = false, After = null }, actor, rules, book);
        if (sql.Impossible) return [];

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        var zone = sql.Parameter(P(time.Zone.Id));
        batch.Add(
            $"select unit_id, (count(*) filter (where (closed_at at time zone {zone})::date <= due_on))::int, (count(*) filter (where (closed_at at time zone {zone})::date > due_on))::int from dossier {sql.Where()} and due_on is not null group by 1 order by 1",
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

        /// <summary>The ways a dossier can be this person's, where few units are: each has an index that gives it in order, all of them together have none.</summary>
        private readonly List<string> _arms = [];
        private string? _ownUnits;

        public Sql(DossierQuery query, Actor actor, IRules rules, ProcedureBook book)
        {
            _query = query;
            if (query.Procedure is { } procedure) Add("procedure = ", P(procedure));
            if (query.States.Count > 0) Add("state = any ", P(query.States.ToArray()), brackets: true);
            if (query.Assignee is { } assignee) Add("assignee = ", P(assignee.Value));
            if (query.OpenedBy is { } opener) Add("opened_by = ", P(opener.Value));
            if (query.Parent is { } parent) Add("parent = ", P(parent));
            if (query.Origin is { } origin) Add("origin = ", P(origin));
            if ((query.Open ?? OpenBy(query, book)) is { } open) _conditions.Add(open ? "closed_at is null" : "closed_at is not null");
            if (query.Periods.Count > 0) Add("period = any ", P(query.Periods.Select(p => p.ToString()).ToArray()), brackets: true);
            if (query.Provisional) _conditions.Add("due_provisional");
            if (query.ClosedFrom is { } closedFrom) Add("closed_at >= ", P((DateTimeOffset?)closedFrom));
            if (query.ClosedUntil is { } closedUntil) Add("closed_at < ", P((DateTimeOffset?)closedUntil));
            if (query.DueUntil is { } until) Add("due_on <= ", P(until));
            if (query.DueFrom is { } from) Add("due_on >= ", P(from));
            if (query.OpenedFrom is { } since) Add("opened_at >= ", P((DateTimeOffset?)since));
            if (query.OpenedUntil is { } before) Add("opened_at < ", P((DateTimeOffset?)before));
            if (query.Order == DossierOrder.Due) _conditions.Add("due_on is not null");
            if (query.Turns is { } turns) AddTurns(turns, actor);
            AddUnits(actor, rules);
            if (query.Text is { } text) AddText(text);
            AddAfter();
        }

        // The states that are asked for may say it: then what is open is looked through, not all there ever was.
        private static bool? OpenBy(DossierQuery query, ProcedureBook book) =>
            query.States.Count > 0 && query.States.All(s => book.All.Where(p => query.Procedure is null || p.Code == query.Procedure).All(p => !p.Stages.TryGetValue(s, out var stage) || !stage.Final)) ? true : null;

        public List<NpgsqlParameter> Parameters { get; } = [];

        /// <summary>Nothing can match: a unit outside the scope, a search for one letter.</summary>
        public bool Impossible { get; private set; }

        public string Parameter(NpgsqlParameter parameter)
        {
            Parameters.Add(parameter);
            return $"${Parameters.Count}";
        }

        /// <summary>One page in its order.</summary>
        public string Page(int take) => !Apart
            ? $"select {DossierRow.Columns} from dossier {Where()} {OrderBy} limit {take}"
            : $"select {DossierRow.Columns} from dossier where id in (select id from ({Near("id, due_on", OrderBy, take, "")}) near {OrderBy} limit {take}) {OrderBy}";

        /// <summary>How many there are, up to <paramref name="most"/>.</summary>
        public string Count(int most)
        {
            // Rows lie in the table oldest first; what is counted is mostly new.
            var order = _query.DueFrom is null && _query.DueUntil is null && _query.Turns is null ? "order by id desc" : "";
            var counted = Apart ? $"select from ({Near("id", order, most, $" limit {most}")}) near limit {most}" : $"select from dossier {Where()} {order} limit {most}";
            return $"select count(*)::int from ({counted}) counted";
        }

        /// <summary>All conditions at once. For a person of few units no index serves them, which does no harm to a search or where everything is read anyway.</summary>
        public string Where()
        {
            var conditions = _ownUnits is null ? _conditions : [.. _conditions, $"(unit_id = any ({_ownUnits}){string.Concat(_arms.Select(a => " or " + a))})"];
            return conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        }

        // What a search finds is few already.
        private bool Apart => _ownUnits is not null && _query.Text is null;

        private string OrderBy => _query.Order == DossierOrder.Due ? "order by due_on, id" : "order by id desc";

        /// <summary>The first of each unit, of those assigned and of those opened; what comes twice counts once.</summary>
        private string Near(string columns, string order, int most, string together)
        {
            var rest = string.Concat(_conditions.Select(c => $" and {c}"));
            var units = $"(select a.* from unnest({_ownUnits}) own cross join lateral (select {columns} from dossier where unit_id = own{rest} {order} limit {most}) a{together})";
            return units + string.Concat(_arms.Select(arm => $" union (select {columns} from dossier where {arm}{rest} {order} limit {most})"));
        }

        /// <summary>Where the page before ended.</summary>
        private (string After, Guid Id)? Last => _query.After is { } after && Guid.TryParse(after.AsSpan(after.IndexOf('_') + 1), out var id) ? (after, id) : null;

        private void AddAfter()
        {
            if (Last is not var (after, id)) return;
            if (_query.Order == DossierOrder.Newest) Add("id < ", P(id));
            else if (DateOnly.TryParseExact(after.AsSpan(0, after.IndexOf('_')), "yyyyMMdd", out var due)) _conditions.Add($"(due_on, id) > ({Parameter(P(due))}, {Parameter(P(id))})");
        }

        public string Cursor(Dossier last) => _query.Order == DossierOrder.Due ? $"{last.DueOn:yyyyMMdd}_{last.Id:N}" : $"_{last.Id:N}";

        private void Add(string condition, NpgsqlParameter parameter, bool brackets = false) =>
            _conditions.Add(brackets ? $"{condition}({Parameter(parameter)})" : condition + Parameter(parameter));

        private void AddText(string text)
        {
            var (pieces, patterns) = SearchPieces.Wanted(text);
            if (pieces.Length == 0)
            {
                Impossible = true;
                return;
            }

            // What comes after a page is looked for from there on, so that paging goes on beyond what one search finds.
            var before = _query.Order == DossierOrder.Newest ? Last?.Id : null;
            _conditions.Add($"id = any (array(select search_dossiers({Parameter(P(pieces))}, {Parameter(P(patterns))}, {Parameter(P(_query.Procedure))}, {_ownUnits ?? "null"}, {Parameter(P(before))}, {DossierQuery.TextMost})))");
        }

        private void AddTurns(IReadOnlyList<Turn> turns, Actor actor)
        {
            if (turns.Count == 0) Impossible = true;
            _conditions.Add("closed_at is null");
            _conditions.Add("(" + string.Join(" or ", turns.Select(t =>
            {
                var states = $"procedure || '/' || state = any ({Parameter(P(t.ProcedureStates.ToArray()))})";
                if (t.Of is { } having) states += $" and content ->> {Parameter(P(having.Key))} is {(having.Not ? "" : "not ")}distinct from {Parameter(P(having.Value))}";
                if (t.NotAssignee) states += $" and assignee is distinct from {Parameter(P(actor.Id.Value))}";
                if (t.Unassigned) states += " and assignee is null";
                if (t.Unopened) states += $" and opened_by = {Parameter(P(Guid.Empty))}";
                return t.Kind switch
                {
                    PartKind.Assignee => $"({states} and assignee = {Parameter(P(actor.Id.Value))})",
                    PartKind.Opener => $"({states} and opened_by = {Parameter(P(actor.Id.Value))})",
                    // Whoever was asked to take part and has done so is not waited for.
                    PartKind.Party => $"({states} and id = any (array(select dossiers_of_party({Parameter(P(actor.Id.Value))}))) and not flow @> {Parameter(Json($$"""{"acts":[{"by":"{{actor.Id}}"}]}"""))})",
                    PartKind.AtUnit or PartKind.Above => $"({states} and unit_id <@ {Parameter(P(t.Units.Multirange))}::text::int4multirange)",
                };
            }).DefaultIfEmpty("false")) + ")");
        }

        private void AddUnits(Actor actor, IRules rules)
        {
            IReadOnlyList<int>? units = null;
            if (_query.Within is { } top) units = [.. rules.Organisation.Branch(top).Select(u => u.Id.Value)];
            if (_query.Units.Count > 0) units = [.. _query.Units.Select(u => u.Value)];
            if (units is not null)
            {
                if (units.Count == 0) Impossible = true;
                var named = Parameter(P(units.ToArray()));
                if (units.Count > FewUnits || actor.IsSystem)
                {
                    _conditions.Add($"unit_id = any ({named})");
                    return;
                }

                // In a unit beyond the person's scope only their own part can be found.
                var within = units.Where(u => actor.Scope.Contains(new(u))).ToArray();
                _ownUnits = Parameter(P(within));
                if (within.Length < units.Count) AddOwnParts(actor, $" and unit_id = any ({named})");
                return;
            }

            var seen = actor.Scope.Ranges.Sum(r => (long)r.To - r.From + 1);
            if (actor.IsSystem || seen > FewUnits || _query.Assignee is not null || _query.OpenedBy is not null || _query.Parent is not null || _query.Origin is not null) return;
            _ownUnits = Parameter(P(actor.Scope.Ranges.SelectMany(r => Enumerable.Range(r.From, r.To - r.From + 1)).ToArray()));
            AddOwnParts(actor, "");
        }

        private void AddOwnParts(Actor actor, string where)
        {
            if (actor.Id.IsNobody) return;
            var person = Parameter(P(actor.Id.Value));
            _arms.AddRange([$"(assignee = {person}{where})", $"(opened_by = {person}{where})", $"(id = any (array(select dossiers_of_party({person}))){where})"]);
        }
    }
}
