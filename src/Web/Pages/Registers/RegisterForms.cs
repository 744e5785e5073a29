using System.Globalization;
using Microsoft.Extensions.Primitives;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>Adds, changes and ends entries. What was typed is shown again whatever happens.</summary>
internal static class RegisterForms
{
    private const string IdField = "id", SeenField = "seen";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/{code}/add", AskToAddAsync);
        pages.MapPost("/{code}/add", AddAsync);
        pages.MapGet("/{code}/{id:guid}/change", AskToChangeAsync);
        pages.MapPost("/{code}/{id:guid}/change", ChangeAsync);
        pages.MapGet("/{code}/{id:guid}/end", AskToEndAsync);
        pages.MapPost("/{code}/{id:guid}/end", EndAsync);
    }

    /// <summary>What stands in the fields, what is wrong with it, and what is wrong with all of it.</summary>
    private sealed record Typed(Func<string, string?> Value, Dictionary<string, Words> Wrong, IReadOnlyList<Words> Problems)
    {
        public int Status => Wrong.Count + Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        public static Typed Beforehand(Func<string, string?> value) => new(value, [], []);
    }

    private static async Task<IResult> AskToAddAsync(string code, Visitor me, Registers registers, LocalTime time)
    {
        var register = registers.Find(code, me.Actor);
        if (!Registers.MayEditSomewhere(register, me.Actor)) return await RegisterPages.RefusedAsync(register, me);
        return await ShowAddAsync(register, me, registers, Ids.New(time.Now), Typed.Beforehand(name => name == nameof(Entry.BeginsOn) ? me.Asked(name) ?? me.Today.Iso : me.Asked(name)));
    }

    private static async Task<IResult> AddAsync(string code, Visitor me, Registers registers, HttpRequest request, LocalTime time)
    {
        var register = registers.Find(code, me.Actor);
        var form = await request.ReadFormAsync(me.Cancel);
        var typed = Of(form);
        var id = Guid.TryParse(typed(IdField), out var given) ? given : Ids.New(time.Now);
        var (row, wrong) = registers.FormOf(register).Read(typed);
        var from = Day(typed, nameof(Entry.BeginsOn), register.Begins, required: true, wrong);
        var until = Day(typed, nameof(Entry.EndsOn), register.Ends, required: false, wrong);
        if (row is null || wrong.Count > 0) return await ShowAddAsync(register, me, registers, id, new(typed, wrong, []));

        var refusals = await registers.Registrar.AddAsync(id, row, from!.Value, until, me.Actor, me.Cancel);
        if (refusals.Count > 0) return await ShowAddAsync(register, me, registers, id, Refused(typed, refusals, register));

        me.Tell(Tone.Good, new Words("已登记：{0}。", "Entered: {0}.").With(register.Name));
        return Results.LocalRedirect($"/registers/{code}/{id}");
    }

    private static async Task<IResult> AskToChangeAsync(string code, Guid id, Visitor me, Registers registers)
    {
        var (register, entry, refused) = await EntryAsync(code, id, me, registers);
        if (refused is not null) return refused;
        return await ShowChangeAsync(entry, me, registers, entry.Revision, Typed.Beforehand(name =>
            name == nameof(Entry.ValidFrom) ? me.Today.Iso : register.Columns.FirstOrDefault(c => c.Name == name) is { } column ? RegisterForm.Write(column.Get(entry.Row)) : null));
    }

    private static async Task<IResult> ChangeAsync(string code, Guid id, Visitor me, Registers registers, HttpRequest request)
    {
        var (register, entry, refused) = await EntryAsync(code, id, me, registers);
        if (refused is not null) return refused;
        var typed = Of(await request.ReadFormAsync(me.Cancel));
        var seen = int.TryParse(typed(SeenField), out var revision) ? revision : entry.Revision;
        var (row, wrong) = registers.FormOf(register).Read(typed);
        var from = Day(typed, nameof(Entry.ValidFrom), new("变更自何日起算", "Counts from"), required: true, wrong);
        if (row is null || wrong.Count > 0) return await ShowChangeAsync(entry, me, registers, seen, new(typed, wrong, []));

        var refusals = await registers.Registrar.ChangeAsync(id, row, seen, from!.Value, typed(nameof(Entry.Reason)) ?? "", me.Actor, me.Cancel);
        // Somebody was quicker: the person sees that, and may send their own again.
        if (refusals.Count > 0) return await ShowChangeAsync(entry, me, registers, entry.Revision, Refused(typed, refusals, register));

        me.Tell(Tone.Good, new("已变更。", "Changed."));
        return Results.LocalRedirect($"/registers/{code}/{id}");
    }

    private static async Task<IResult> AskToEndAsync(string code, Guid id, Visitor me, Registers registers)
    {
        var (_, entry, refused) = await EntryAsync(code, id, me, registers);
        return refused ?? await ShowEndAsync(entry, me, registers, entry.Revision, Typed.Beforehand(name => name == nameof(Entry.EndsOn) ? me.Today.Iso : null));
    }

    private static async Task<IResult> EndAsync(string code, Guid id, Visitor me, Registers registers, HttpRequest request)
    {
        var (register, entry, refused) = await EntryAsync(code, id, me, registers);
        if (refused is not null) return refused;
        var typed = Of(await request.ReadFormAsync(me.Cancel));
        var seen = int.TryParse(typed(SeenField), out var revision) ? revision : entry.Revision;
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        var last = Day(typed, nameof(Entry.EndsOn), register.Ends, required: true, wrong);
        if (wrong.Count > 0) return await ShowEndAsync(entry, me, registers, seen, new(typed, wrong, []));

        var refusals = await registers.Registrar.EndAsync(register, id, seen, last!.Value, typed(nameof(Entry.Reason)) ?? "", me.Actor, me.Cancel);
        if (refusals.Count > 0) return await ShowEndAsync(entry, me, registers, entry.Revision, Refused(typed, refusals, register));

        me.Tell(Tone.Good, new("已终止，历史保留。", "Ended; its history stays."));
        return Results.LocalRedirect($"/registers/{code}/{id}");
    }

    private static async Task<(Register Register, Entry Entry, IResult? Refused)> EntryAsync(string code, Guid id, Visitor me, Registers registers)
    {
        var register = registers.Find(code, me.Actor);
        var history = await registers.Registrar.HistoryAsync(register, id, me.Actor, me.Cancel);
        if (history.Count == 0) throw new NotFoundException();
        return (register, history[0], registers.MayEdit(history[0], me.Actor) ? null : await RegisterPages.RefusedAsync(register, me));
    }

    private static async Task<IResult> ShowAddAsync(Register register, Visitor me, Registers registers, Guid id, Typed typed)
    {
        var fields = await registers.FormOf(register).FieldsAsync(me.Actor, typed.Value, typed.Wrong, me.Cancel);
        return await ShowAsync(register, null, me, registers, new Words("新增：{0}", "Add: {0}").With(register.Name), typed.Status, new($"/registers/{register.Code}/add", new("登记", "Enter"),
        [
            .. fields,
            new DateField(nameof(Entry.BeginsOn), register.Begins) { Required = true, Value = typed.Value(nameof(Entry.BeginsOn)) ?? "", Error = typed.Wrong.GetValueOrDefault(nameof(Entry.BeginsOn)) },
            new DateField(nameof(Entry.EndsOn), register.Ends) { Value = typed.Value(nameof(Entry.EndsOn)) ?? "", Error = typed.Wrong.GetValueOrDefault(nameof(Entry.EndsOn)), Hint = new("当日仍有效；未定的不填。", "That day still counts; leave it empty where it is open.") },
        ])
        {
            Hidden = [new(IdField, id.ToString())],
            CancelHref = $"/registers/{register.Code}",
            Problems = typed.Problems,
            Consequences = [new("记入台账，历史不会被覆盖。", "A line is written in the ledger; history is never overwritten.")],
        });
    }

    private static async Task<IResult> ShowChangeAsync(Entry entry, Visitor me, Registers registers, int seen, Typed typed)
    {
        var register = entry.Register;
        var fields = await registers.FormOf(register).FieldsAsync(me.Actor, typed.Value, typed.Wrong, me.Cancel);
        return await ShowAsync(register, entry, me, registers, new("变更", "Change"), typed.Status, new($"/registers/{register.Code}/{entry.Id}/change", new("保存变更", "Save the change"),
        [
            .. fields,
            new DateField(nameof(Entry.ValidFrom), new("变更自何日起算", "Counts from"))
            {
                Required = true, Value = typed.Value(nameof(Entry.ValidFrom)) ?? "", Error = typed.Wrong.GetValueOrDefault(nameof(Entry.ValidFrom)),
                Hint = new("此前的内容照旧可查；填过去的日期即更正当日以来的记录。", "What held before can still be seen. A day that has passed corrects what was recorded since."),
            },
            Reason(typed),
        ])
        {
            Hidden = [new(SeenField, seen.ToString(CultureInfo.InvariantCulture))],
            CancelHref = $"/registers/{register.Code}/{entry.Id}",
            Problems = typed.Problems,
        });
    }

    private static Task<IResult> ShowEndAsync(Entry entry, Visitor me, Registers registers, int seen, Typed typed)
    {
        var register = entry.Register;
        return ShowAsync(register, entry, me, registers, new("终止", "End"), typed.Status, new($"/registers/{register.Code}/{entry.Id}/end", new("终止此登记", "End this entry"),
        [
            new DateField(nameof(Entry.EndsOn), register.Ends) { Required = true, Value = typed.Value(nameof(Entry.EndsOn)) ?? "", Error = typed.Wrong.GetValueOrDefault(nameof(Entry.EndsOn)), Hint = new("当日仍有效。", "That day still counts.") },
            Reason(typed),
        ])
        {
            Danger = true,
            Hidden = [new(SeenField, seen.ToString(CultureInfo.InvariantCulture))],
            CancelHref = $"/registers/{register.Code}/{entry.Id}",
            Problems = typed.Problems,
            Consequences = [new("此登记不会被删除，历史仍可查。", "The entry is not deleted; its history can still be seen.")],
        });
    }

    private static async Task<IResult> ShowAsync(Register register, Entry? entry, Visitor me, Registers registers, Words title, int status, FormView form)
    {
        var write = await registers.WriterAsync(entry is null ? [] : [entry], me);
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = title,
            Form = form,
            Crumbs = (IReadOnlyList<Crumb>)
            [
                new(new("名册", "Registers"), "/registers"), new(register.Name, $"/registers/{register.Code}"),
                .. entry is null ? (Crumb[])[] : [new(Words.Same(Registers.NameOf(entry, write)), $"/registers/{register.Code}/{entry.Id}")], new(title),
            ],
            Facts = (IReadOnlyList<Fact>)(entry is null ? [] : [.. register.Columns.Select(c => new Fact(c.Words, write.Value(c.Get(entry.Row)))), new(register.Begins, write.Date(entry.BeginsOn))]),
        }, status);
    }

    private static ProseField Reason(Typed typed) => new(nameof(Entry.Reason), new("变更理由", "Reason"))
    {
        Required = true, Lines = 3, MaxLength = 500, Value = typed.Value(nameof(Entry.Reason)) ?? "", Error = typed.Wrong.GetValueOrDefault(nameof(Entry.Reason)),
    };

    private static Typed Refused(Func<string, string?> typed, IReadOnlyList<Refusal> refusals, Register register)
    {
        string[] asked = [.. register.Columns.Select(c => c.Name), nameof(Entry.BeginsOn), nameof(Entry.EndsOn), nameof(Entry.ValidFrom), nameof(Entry.Reason)];
        var beside = refusals.Where(r => asked.Contains(r.Field)).GroupBy(r => r.Field!).ToDictionary(g => g.Key, g => g.First().Words, StringComparer.Ordinal);
        return new(typed, beside, [.. refusals.Where(r => !asked.Contains(r.Field)).Select(r => r.Words)]);
    }

    private static DateOnly? Day(Func<string, string?> typed, string name, Words label, bool required, Dictionary<string, Words> wrong)
    {
        var (day, problem) = CellReading.ReadDay(typed(name));
        if (problem is not null) wrong[name] = problem;
        else if (day is null && required) wrong[name] = new MustBeFilledIn(label).Words;
        return day;
    }

    private static Func<string, string?> Of(IFormCollection form) => name => form.TryGetValue(name, out StringValues values) ? values.ToString() : null;
}
