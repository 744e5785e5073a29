using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Fact = Qinglian.Web.Components.Fact;

namespace Qinglian.Web.Pages;

/// <summary>The registers of all modules: overview, list, entry with its history. The same pages serve every register.</summary>
internal static class RegisterPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/registers").RequireAuthorization(Policies.SignedIn);
        pages.MapGet("", OverviewAsync);
        pages.MapGet("/{code}", ListAsync);
        pages.MapGet("/{code}/{id:guid}", EntryAsync);
        pages.MapGet("/{code}/export", ExportAsync).RequireFresh();
        RegisterForms.Map(pages);

        pages.MapGet("/{code}/import", (string code, Visitor me, Registers registers, ImportFlow flow) => Editing(registers, code, me, i => flow.AskAsync(i, me)));
        pages.MapPost("/{code}/import", (string code, Visitor me, Registers registers, ImportFlow flow, HttpRequest request) => Editing(registers, code, me, i => flow.UploadAsync(i, me, request)));
        pages.MapGet("/{code}/import/template", (string code, Visitor me, Registers registers, ImportFlow flow) => Editing(registers, code, me, i => Task.FromResult(flow.Template(i, me))));
        pages.MapGet("/{code}/import/{file:guid}", (string code, Guid file, Visitor me, Registers registers, ImportFlow flow, HttpResponse response) => Editing(registers, code, me, i => flow.LookAsync(i, file, me, response)));
        pages.MapPost("/{code}/import/{file:guid}", (string code, Guid file, Visitor me, Registers registers, ImportFlow flow, HttpRequest request) => Editing(registers, code, me, i => flow.ConfirmAsync(i, file, me, request)));
        pages.MapGet("/{code}/import/{file:guid}/result", (string code, Guid file, Visitor me, Registers registers, ImportFlow flow, HttpResponse response) => Editing(registers, code, me, i => flow.ResultAsync(i, file, me, response)));
        pages.MapGet("/{code}/import/{file:guid}/failures", (string code, Guid file, Visitor me, Registers registers, ImportFlow flow) => Editing(registers, code, me, i => flow.FailuresAsync(i, file, me)));
    }

    private static async Task<IResult> Editing(Registers registers, string code, Visitor me, Func<IImporter, Task<IResult>> page)
    {
        var register = registers.Find(code, me.Actor);
        return Registers.MayEditSomewhere(register, me.Actor) ? await page(registers.ImporterOf(register, me)) : await RefusedAsync(register, me);
    }

    internal static async Task<IResult> RefusedAsync(Register register, Visitor me) => Shown.As<RefusedPage>(
        await me.PageAsync(), new { Refusal = new RefusalView(new NotYourRegister(register.Name, register.EditorPhrase).Words), BackHref = $"/registers/{register.Code}" }, StatusCodes.Status403Forbidden);

    private static async Task<IResult> OverviewAsync(Visitor me, Registers registers) => Shown.As<RegistersPage>(await me.PageAsync(), new
    {
        Groups = (IReadOnlyList<(Words Module, IReadOnlyList<Register> Registers)>)[.. registers.Modules.Select(m => (m.Name, (IReadOnlyList<Register>)[.. m.Registers.Where(r => r.MayRead(me.Actor))])).Where(g => g.Item2.Count > 0)],
        MayEdit = (Func<Register, bool>)(r => Registers.MayEditSomewhere(r, me.Actor)),
    });

    private static async Task<IResult> ListAsync(string code, Visitor me, Registers registers)
    {
        var register = registers.Find(code, me.Actor);
        var (query, problem) = Registers.Read(me);
        var found = problem is null ? await registers.Registrar.ListAsync(register, query, me.Actor, me.Cancel) : new([], null);
        var write = await registers.WriterAsync(found.Entries, me);
        var page = await me.PageAsync();
        var edits = Registers.MayEditSomewhere(register, me.Actor);
        var tools = new List<Tool>();
        if (edits) tools.AddRange([Tool.Add($"/registers/{code}/add"), Tool.Import($"/registers/{code}/import")]);
        tools.AddRange([Tool.Export($"/registers/{code}/export{page.Query}"), Tool.Print]);
        return Shown.As<Components.Pages.RegisterPage>(page, new
        {
            Title = register.Name,
            Rows = found.Entries,
            Columns = Registers.Columns(register, write),
            Filters = registers.Filters(register),
            Tools = (IReadOnlyList<Tool>)tools,
            Refusal = problem is null ? null : new RefusalView(problem),
            On = query.On,
            AddHref = edits ? $"/registers/{code}/add" : null,
            Paging = new Paging { Size = query.Take, Shown = found.Entries.Count, FirstHref = query.After is null ? null : page.With(("after", null)), NextHref = found.Next is { } next ? page.With(("after", next)) : null },
        });
    }

    private static async Task<IResult> EntryAsync(string code, Guid id, Visitor me, Registers registers, ILedgerBook ledger)
    {
        var register = registers.Find(code, me.Actor);
        var history = await registers.Registrar.HistoryAsync(register, id, me.Actor, me.Cancel);
        var entry = await registers.Registrar.FindAsync(register, id, null, me.Actor, me.Cancel) ?? throw new NotFoundException();
        var write = await registers.WriterAsync(history, me, history.Select(h => h.RecordedBy));
        var lines = (await ledger.ListAsync(new() { Subject = id, Kind = LineKind.Register, Take = 200 }, me.Actor, me.Cancel)).ToDictionary(l => l.Line.Revision, l => l.Line.Id);
        var newest = history[0];
        var may = registers.MayEdit(newest, me.Actor);
        var ended = newest.EndsOn < me.Today;
        var tools = new List<Tool>();
        if (may && !ended) tools.Add(new(new("变更", "Change"), "edit") { Href = $"/registers/{code}/{id}/change", Primary = true });
        if (may && !ended) tools.Add(new(new("终止", "End"), "close") { Href = $"/registers/{code}/{id}/end" });
        tools.Add(Tool.Print);
        return Shown.As<RegisterEntryPage>(await me.PageAsync(), new
        {
            Title = Words.Same(Registers.NameOf(entry, write)),
            Register = register.Name,
            Crumbs = (IReadOnlyList<Crumb>)[new(new("名册", "Registers"), "/registers"), new(register.Name, $"/registers/{code}"), new(Words.Same(Registers.NameOf(entry, write)))],
            Buttons = (IReadOnlyList<Tool>)tools,
            Facts = (IReadOnlyList<Fact>)
            [
                .. register.Columns.Select(c => new Fact(c.Words, write.Value(c.Get(entry.Row))) { Long = c.Prose }),
                new(register.Begins, write.Date(entry.BeginsOn)),
                new(register.Ends, entry.EndsOn is { } end ? write.Date(end) : null),
            ],
            Versions = (IReadOnlyList<TimelineEntry>)[.. history.Select((version, i) => VersionOf(version, i + 1 < history.Count ? history[i + 1] : null, write, lines))],
            Ended = ended,
            Later = newest.Revision != entry.Revision ? newest.ValidFrom : (DateOnly?)null,
        });
    }

    private static TimelineEntry VersionOf(Entry version, Entry? before, Writer write, Dictionary<int, long> lines)
    {
        var changes = before is null ? [] : version.Register.Columns.Where(c => !Equals(c.Get(before.Row), c.Get(version.Row))).Select(c => $"{c.Words.In(write.Language)}{write.Colon}{Value(c, before)} → {Value(c, version)}").ToList();
        if (before is not null && before.EndsOn != version.EndsOn) changes.Add($"{version.Register.Ends.In(write.Language)}{write.Colon}{(version.EndsOn is { } end ? write.Date(end) : "—")}");
        if (version.Reason is { Length: > 0 } reason) changes.Add(new Words("理由：{0}", "Reason: {0}").With(reason).In(write.Language));
        return new(version.RecordedAt, before is null ? new Words("登记，自{0}起", "Entered, from {0}").With(version.ValidFrom.InWords)
            : before.EndsOn != version.EndsOn && before.Row.Equals(version.Row) ? new("终止", "Ended")
            : new Words("变更，自{0}起算", "Changed, counting from {0}").With(version.ValidFrom.InWords))
        {
            Actor = write.Person(version.RecordedBy),
            Post = write.Post(version.RecordedBy),
            Text = changes.Count > 0 ? string.Join('\n', changes) : null,
            Ledger = lines.TryGetValue(version.Revision, out var line) ? new(new($"台账第 {line} 行", $"ledger line {line}"), $"/ledger/{line}/proof") : null,
        };

        string Value(RegisterColumn column, Entry entry) => write.Value(column.Get(entry.Row)) is { Length: > 0 } text ? text : "—";
    }

    private static async Task<IResult> ExportAsync(string code, Visitor me, Registers registers, ImportFlow flow)
    {
        var register = registers.Find(code, me.Actor);
        var (query, problem) = Registers.Read(me);
        if (problem is not null) return Results.LocalRedirect($"/registers/{code}");

        // The line in the ledger is written before a byte leaves.
        var sheet = await registers.Registrar.ExportAsync(register, query with { After = null }, me.Language, me.Actor, me.Cancel);
        var entries = sheet.Rows.Select(r => r.Entry).ToList();
        var table = new RegisterTable(register, registers.Rules);
        var known = await registers.Registrar.ReferencesAsync(entries, me.Cancel);
        var names = await registers.Directory.NamesAsync([.. entries.SelectMany(RegisterTable.PersonsIn).Distinct()], me.Cancel);
        return Files.Xlsx(register.Name, me, stream => table.Sheet.Write(stream, entries.Select(e => table.Row(e, known, names)), flow.Heading(me)));
    }
}

/// <summary>What the pages of registers share.</summary>
internal sealed class Registers(RegisterBook book, ProcedureBook procedures, IRegistrar registrar, IDirectory directory, IRules rules)
{
    private const int ShortList = 6;

    public IRegistrar Registrar => registrar;
    public IDirectory Directory => directory;
    public IRules Rules => rules;
    public IReadOnlyList<Module> Modules => procedures.Modules;

    /// <exception cref="NotFoundException">There is no such register, or nothing in it is this person's to know.</exception>
    public Register Find(string code, Actor actor) => book.Find(code) is { } register && register.MayRead(actor) ? register : throw new NotFoundException();

    public RegisterForm FormOf(Register register) => new(register, rules, directory);

    public RegisterImporter ImporterOf(Register register, Visitor me) => new(register, registrar, directory, rules, me.Actor, me.Language);

    public static bool MayEditSomewhere(Register register, Actor actor) => register.MayEdit(actor, null);

    /// <summary>Whether this person may change this very entry; the registrar asks the same again.</summary>
    public bool MayEdit(Entry entry, Actor actor) =>
        entry.Register.Place is null ? entry.Register.MayEdit(actor, null)
        : entry.Unit is { } unit && rules.Organisation.Find(unit) is { } placed ? entry.Register.MayEdit(actor, placed.Path)
        : rules.Organisation.Roots.Any(r => entry.Register.MayEdit(actor, r.Path));

    public static (RegisterQuery Query, Words? Problem) Read(Visitor me)
    {
        DateOnly? on = null;
        if (me.Asked("on") is { Length: > 0 } day)
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return (new(), new Words("“{0}”不是日期。", "“{0}” is not a date.").With(day));
            on = read;
        }

        return (new()
        {
            On = on,
            Text = string.IsNullOrWhiteSpace(me.Asked("q")) ? null : me.Asked("q")!.Trim(),
            Within = int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var unit) ? new UnitId(unit) : null,
            Ended = me.Asked("ended") == "yes",
            After = string.IsNullOrWhiteSpace(me.Asked("after")) ? null : me.Asked("after"),
            Take = int.TryParse(me.Asked("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && Paging.Sizes.Contains(size) ? size : 20,
        }, null);
    }

    public IReadOnlyList<Filter> Filters(Register register) =>
    [
        new TextFilter("q", new("查找", "Find"), new("名称、编号、单位、人员", "name, number, unit, person")),
        .. register.Place is null ? (Filter[])[] : [new UnitFilter("unit", new("单位", "Unit"), Units())],
        new DayFilter("on", new("截至日期", "As on")),
        new ChoiceFilter("ended", new("范围", "Range"), [new("yes", new("含已终止的", "with those that have ended"))]) { Rare = true },
    ];

    public async Task<Writer> WriterAsync(IReadOnlyList<Entry> entries, Visitor me, IEnumerable<PersonId>? more = null) =>
        new(me.Language, rules, await directory.NamesAsync([.. entries.SelectMany(RegisterTable.PersonsIn).Concat(more ?? []).Where(p => !p.IsNobody).Distinct()], me.Cancel));

    /// <summary>What people know an entry by: its name where it has one, else its key.</summary>
    public static string NameOf(Entry entry, Writer write)
    {
        var register = entry.Register;
        var name = register.Columns.FirstOrDefault(c => c.Name is "Name" or "Title");
        var key = register.Key.Where(c => c != name).Select(c => write.Value(c.Get(entry.Row))).Where(t => !string.IsNullOrEmpty(t));
        var text = string.Join(" · ", name is null ? key : key.Prepend(write.Value(name.Get(entry.Row)) ?? ""));
        return text.Length > 0 ? text : register.Name.In(write.Language);
    }

    /// <param name="ofUnit">On the page of a unit, which need not be told again; the days stand on the entry's page.</param>
    public static Columns<Entry> Columns(Register register, Writer write, bool ofUnit = false)
    {
        var columns = new Columns<Entry>();
        var names = register.Columns.FirstOrDefault(c => c.Name is "Name" or "Title") ?? register.Key.FirstOrDefault(c => !ofUnit || c != register.Place, register.Columns[0]);
        foreach (var (column, at) in register.Columns.Where(c => !ofUnit || c != register.Place).Select((c, at) => (c, at)))
        {
            if (ofUnit && at >= ShortList - 1) break;
            string? Text(Entry e) => write.Value(column.Get(e.Row)) is { } text && text.Length > 80 ? text[..79] + "…" : write.Value(column.Get(e.Row));
            if (column == names) columns.Name(column.Words, e => Text(e) is { Length: > 0 } name ? name : "—", e => $"/registers/{register.Code}/{e.Id}");
            else columns.Text(column.Words, Text, tight: column.Kind is ColumnKind.Date, deskOnly: at >= ShortList || column.Prose);
        }

        return ofUnit ? columns : columns.Date(register.Begins, e => e.BeginsOn, deskOnly: true).Date(register.Ends, e => e.EndsOn, deskOnly: true);
    }

    private IReadOnlyList<Option> Units() => [.. rules.Organisation.All.Select(u => new Option(u.Id.ToString(), Words.Same(u.Name), u.Path.Value.Count(c => c == '.')))];
}
