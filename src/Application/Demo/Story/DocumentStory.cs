using System.Globalization;
using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Application.Demo.Story;

/// <summary>How far a document is followed.</summary>
internal enum DocumentEnd
{
    Imported,
    HalfReviewed,
    Issued,
    Closed,
}

/// <summary>
/// A speech or notice is imported, its duties are read, most of them confirmed, some edited, a few rejected, and what is confirmed is
/// issued to departments and towns, which pass parts of it on.
/// </summary>
internal sealed class DocumentStory(World world, string text, string title, string issuer, string unit, DateOnly day, DocumentEnd end, Chance chance)
{
    private readonly PlannedPerson _clerk = unit == CountyPlan.Root ? chance.Of(world.CountyOffice) : world.Hand(world.Plan[unit]);
    private Guid _id;

    public void Begin() => Next(day, ImportAsync);

    private async Task ImportAsync()
    {
        var body = text.Replace("{本年}", day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var id = await world.OpenAsync(new ImportDocument(world.Unit(unit), title, body, issuer, null, day, title + ".txt", null, null), _clerk, chance);
        if (id is null || end is DocumentEnd.Imported) return;
        _id = id.Value;
        Next(world.After(day, chance.Between(1, 3)), ReviewAsync);
    }

    private async Task ReviewAsync()
    {
        var document = (PolicyDocument)(await world.Dossiers.FindAsync(_id, world.Actor(_clerk), default))!;
        var open = document.Proposals.Where(p => p.State is ProposalState.Open).ToList();
        if (end is DocumentEnd.HalfReviewed) open = [.. open.Take(open.Count / 2)];
        var rejected = open.Where(_ => chance.Percent(7)).ToList();
        if (rejected.Count > 0) await ActAsync(new RejectDuties([.. rejected.Select(p => p.Number)], RejectionReason.Slogan, "表态性要求，无法检查是否办成。"));
        foreach (var duty in open.Except(rejected).Where(_ => chance.Percent(14)).ToList())
        {
            await ActAsync(new EditDuty(
                duty.Number, duty.At.Start, duty.At.End, document.TextOf(duty).TrimEnd('。', '；') + "，办理情况书面报送。", duty.Responsible ?? "牵头单位", null, null, duty.Schedule, null, duty.Deliverable ?? "书面报告"));
        }

        var confirmed = open.Except(rejected).ToList();
        await ActAsync(new ConfirmDuties([.. confirmed.Select(p => p.Number)]));
        if (end is DocumentEnd.HalfReviewed) return;

        foreach (var group in confirmed.GroupBy(p => UnitOf(p, document)))
        {
            await ActAsync(new AssignDuties([.. group.Select(p => p.Number)], world.Unit(group.Key), null, world.After(day, chance.Between(30, 90))));
        }

        Next(world.After(day, chance.Between(4, 6)), IssueAsync);
    }

    private async Task IssueAsync()
    {
        if (!await ActAsync(new IssueDuties("请各责任单位认领并按期报送。"))) return;

        await foreach (var dossier in world.Dossiers.AllAsync(new DossierQuery { Parent = _id, Take = 200 }, Actor.System, default))
        {
            var item = (Item)dossier;
            var own = chance.Of(item.Title + item.Unit);
            new ItemStory(world, item.Id, world.Unit(item.Unit), _clerk, null, world.Today, item.Due, IsOrder: false, item is ResponsibilityItem, own) { OnStarted = s => new Parts(world).ShareAsync(s, item) }.Begin();
        }

        if (end is DocumentEnd.Closed) Next(world.After(day, 120), () => ActAsync(new CloseDocument("事项均已进入清单管理。")));
    }

    /// <summary>The unit that a party in the text means: a department by its name, all towns together by the county, and else one by chance.</summary>
    private string UnitOf(Proposal proposal, PolicyDocument document)
    {
        var words = $"{proposal.Responsible} {document.TextOf(proposal)}";
        if (unit != CountyPlan.Root) return chance.Percent(60) ? unit : chance.Of(world.Plan.Units.Where(u => u.Above == unit && u.Kind is UnitKind.Village or UnitKind.Institution).Select(u => u.Code).DefaultIfEmpty(unit).ToList());
        var named = world.Plan.Departments.FirstOrDefault(d => words.Contains(d.ShortName[1..], StringComparison.Ordinal));
        return named?.Code ?? (words.Contains('镇') || words.Contains('村') ? CountyPlan.Root : chance.Of(world.Plan.Departments.ToList()).Code);
    }

    private Task<bool> ActAsync(object action) => world.ActAsync(_id, action, _clerk);

    private void Next(DateOnly on, Func<Task> step) => world.On(on, title, chance, step);
}

/// <summary>How an item is shared out once work on it has begun: parts to towns and villages, orders to persons.</summary>
internal sealed class Parts(World world)
{
    public async Task ShareAsync(ItemStory story, Item item)
    {
        var chance = story.Chance.Of("parts");
        var below = world.Plan.Below(story.Unit.Code).Where(u => u.Kind is UnitKind.Town or UnitKind.Village).ToList();
        if (below.Count > 0 && item.Due is not null && item.Due > world.After(world.Today, 8) && chance.Percent(story.Unit.Code == CountyPlan.Root ? 100 : 30)) await SplitAsync(story, item, [.. below.Where(_ => chance.Percent(55))], chance);
        else if (!story.IsOrder && chance.Percent(25)) await OrderAsync(story, item, chance);
    }

    private async Task SplitAsync(ItemStory story, Item item, List<PlannedUnit> to, Chance chance)
    {
        if (to.Count == 0) return;
        var units = to.Select(u => world.Unit(u.Code)).ToList();
        var due = DateOnly.FromDayNumber(item.Due!.Value.DayNumber - 5);
        object split = item is IssueItem ? new SplitIssue(units, null, due) : new SplitTask(units, null, due);
        var hand = world.Hand(story.Unit);
        if (!await world.ActAsync(story.Id, split, hand)) return;

        await foreach (var part in world.Dossiers.AllAsync(new DossierQuery { Parent = story.Id, Take = 200 }, Actor.System, default))
        {
            var unit = world.Unit(part.Unit);
            new ItemStory(world, part.Id, unit, hand, null, world.Today, ((Item)part).Due, false, false, chance.Of(unit.Code)) { OnStarted = s => ShareAsync(s, (Item)part) }.Begin();
        }
    }

    private async Task OrderAsync(ItemStory story, Item item, Chance chance)
    {
        var head = story.Unit.With(Duties.Leader).FirstOrDefault() ?? world.Hand(story.Unit);
        var to = world.Owner(story.Unit, chance);
        var due = world.After(world.Today, chance.Between(5, 15));
        if (to.Number == head.Number || !await world.ActAsync(story.Id, new OrderWork(chance.Of(ItemTexts.OrderTasks).Fill(chance), world.Id(to), due), head)) return;

        var found = await world.Dossiers.ListAsync(new DossierQuery { Procedure = "work-order", Parent = story.Id, Take = 1 }, Actor.System, default);
        if (found.Dossiers is [var order]) new ItemStory(world, order.Id, story.Unit, head, to, world.Today, due, true, false, chance.Of("order")).Begin();
    }
}
