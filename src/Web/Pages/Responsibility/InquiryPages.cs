using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Responsibilities.Items;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Responsibility;

/// <summary>Calling an inquiry: first who answers, then what is late or failed with that person, to be ticked.</summary>
internal static class InquiryPages
{
    public const string Address = "/responsibility/inquiries/call";
    private const int MostMatters = 100;
    private static readonly Words Heading = Words.Of(typeof(CallInquiry));
    private static readonly Procedure Procedure = new InquiryProcedure();

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Address).RequireAuthorization(Policies.Staff);
        pages.MapGet("", (Visitor me, Calling calling) => calling.AskAsync(me, me.Asked, new Dictionary<string, Words>(), null, StatusCodes.Status200OK));
        pages.MapPost("", CallAsync);
    }

    private static async Task<IResult> CallAsync(Visitor me, Calling calling, Desk desk, IDossiers dossiers, LocalTime time, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        string? Typed(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
        if (Typed("step") == "who") return await calling.AskAsync(me, Typed, new Dictionary<string, Words>(), null, StatusCodes.Status200OK);

        var (record, wrong) = await calling.ReadAsync(me, Typed);
        if (record is null) return await calling.AskAsync(me, Typed, wrong, null, StatusCodes.Status422UnprocessableEntity);

        var id = Guid.TryParse(Typed("id"), out var given) ? given : Ids.New(time.Now);
        if (await dossiers.FindAsync(id, me.Actor, me.Cancel) is not null) return Results.LocalRedirect($"/dossiers/{id}");
        if (await desk.OpenAsync(id, record, me.Actor, me.Cancel) is { } refusal)
        {
            if (refusal.Field is { } field) wrong[field] = refusal.Words;
            return await calling.AskAsync(me, Typed, wrong, refusal, StatusCodes.Status422UnprocessableEntity);
        }

        me.Tell(Tone.Good, new("已召集质询，请拟定书面问题。", "The inquiry is called: now write the questions."));
        return Results.LocalRedirect($"/dossiers/{id}");
    }

    /// <summary>Draws the two steps and reads the second one.</summary>
    internal sealed class Calling(IDossiers dossiers, IDirectory directory, ProcedureBook book, ActionForms forms, LocalTime time)
    {
        private static readonly RecordForm Form = RecordForm.Of(typeof(CallInquiry));

        public async Task<IResult> AskAsync(Visitor me, Func<string, string?> typed, IReadOnlyDictionary<string, Words> wrong, Refusal? refusal, int status)
        {
            if (!Procedure.Openings.Any(o => Lists.MayOpen(o.By, me.Actor))) throw new NotFoundException();
            var pickers = await forms.PickersAsync(Form, me);
            var person = Guid.TryParse(typed(nameof(CallInquiry.Person)), out var id) ? new PersonId(id) : default;
            var known = person.IsNobody ? null : (await directory.NamesAsync([person], me.Cancel)).GetValueOrDefault(person);
            var late = known is null ? [] : await LateAsync(person, me);
            var asked = Form.Fields(pickers, typed, wrong);
            return Shown.As<FormPage>(await me.PageAsync(), new
            {
                Title = Heading,
                Lead = known is null ? new("先选择答复人，再勾选其逾期或未完成的事项。", "First who answers; then tick what is late or failed with them.") : new Words("答复人：{0}（{1}）", "Who answers: {0} ({1})").With(known.Name, known.UnitName),
                Crumbs = (IReadOnlyList<Crumb>)[.. DossierPages.Crumbs(Procedure, null), new(Heading)],
                Refusal = refusal is { Field: null } ? new RefusalView(refusal.Words) : null,
                Form = known is null
                    ? new FormView(Address, new("下一步", "Next"), [asked.Single(f => f.Name == nameof(CallInquiry.Person)) with { Error = wrong.GetValueOrDefault(nameof(CallInquiry.Person)) }]) { Hidden = [new("step", "who")], CancelHref = "/lists/inquiry", Guarded = false }
                    : new FormView(Address, Heading, [.. asked.Where(f => f.Name != nameof(CallInquiry.Person)).Select(f => f.Name switch
                    {
                        nameof(CallInquiry.Matters) => Matters(late, typed(f.Name), wrong.GetValueOrDefault(f.Name)),
                        nameof(CallInquiry.Unit) when f.Value.Length == 0 && late.Count > 0 => f with { Value = late[0].Unit.ToString() },
                        _ => f,
                    })])
                    {
                        Hidden = [new(nameof(CallInquiry.Person), person.ToString()), new("id", typed("id") ?? Ids.New(time.Now).ToString())],
                        CancelHref = Address,
                        Consequences = [new("答复人和参加评议人员收到通知。", "Who answers and the panel are told.")],
                    },
            }, status);
        }

        public async Task<(CallInquiry? Record, Dictionary<string, Words> Wrong)> ReadAsync(Visitor me, Func<string, string?> typed)
        {
            var person = Guid.TryParse(typed(nameof(CallInquiry.Person)), out var id) ? new PersonId(id) : default;
            var chosen = (typed(nameof(CallInquiry.Matters)) ?? "").Split(',').ToHashSet(StringComparer.Ordinal);
            IReadOnlyList<LinkedMatter> matters = [.. (await LateAsync(person, me)).Where(d => chosen.Contains(d.Id.ToString())).Select(d => new LinkedMatter(d.Id, d.Number, d.Title, d.DueOn, book.Of(d)[d.StateName].Name.Zh))];

            // What was ticked is read from the dossiers themselves, never from what a browser says about them.
            var offered = Pickers.None with { Values = new Dictionary<Type, IReadOnlyList<(Option, object)>> { [typeof(IReadOnlyList<LinkedMatter>)] = [(new Option("chosen", Heading), matters)] } };
            var (record, wrong) = Form.Read(name => name == nameof(CallInquiry.Matters) ? (matters.Count > 0 ? "chosen" : "") : typed(name), offered);
            return ((CallInquiry?)record, wrong);
        }

        /// <summary>Items and orders of the person that are overdue, or that were finished without being solved within the last year.</summary>
        private async Task<IReadOnlyList<Dossier>> LateAsync(PersonId person, Visitor me)
        {
            if (person.IsNobody) return [];
            var own = new DossierQuery { Assignee = person, Take = MostMatters };
            var overdue = await dossiers.ListAsync(own with { Open = true, DueUntil = DateOnly.FromDayNumber(time.Today.DayNumber - 1), Order = DossierOrder.Due }, me.Actor, me.Cancel);
            var finished = await dossiers.ListAsync(own with { Open = false, ClosedFrom = time.Now.AddDays(-365) }, me.Actor, me.Cancel);
            return [.. overdue.Dossiers.OfType<Item>(), .. finished.Dossiers.OfType<Item>().Where(i => i.Outcome is Outcome.NotSolvableNow or Outcome.PartlySolved)];
        }

        private ManyField Matters(IReadOnlyList<Dossier> late, string? chosen, Words? error) => new(nameof(CallInquiry.Matters), new("涉及的逾期或未完成事项", "Matters late or failed"),
            [.. late.Select(d => new Option(d.Id.ToString(), new Words("{0} {1}（期限 {2}，{3}）", "{0} {1} (due {2}, {3})").With(d.Number, d.Title, d.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), book.Of(d)[d.StateName].Name)))])
        {
            Required = true, Chosen = (chosen ?? "").Split(','), Error = error,
            Hint = late.Count == 0 ? new("您可查阅的范围内，该人员没有逾期或未完成的事项。", "Within what you may see, nothing is late or failed with this person.") : null,
        };
    }
}
