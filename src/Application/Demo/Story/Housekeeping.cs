using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo.County;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;
using Qinglian.Foundation.Instructions;
using Qinglian.Foundation.RulePacks;
using Qinglian.Responsibilities.Items;
using Qinglian.Warnings;

namespace Qinglian.Application.Demo.Story;

/// <summary>
/// What the administrators, the supervising organ and curious or hurried people do beside the daily work: settings changed with reasons, a
/// rule pack filled and refined, need-to-know groups, steps that are refused, persons kept away from a matter, sign-ins and exports.
/// </summary>
internal sealed class Housekeeping(World world, Chance chance)
{
    private const string Pack = "example-reception", PackVersion = "1";

    private readonly ISettings _settings = world.Services.GetRequiredService<ISettings>();
    private readonly IRegistrar _registrar = world.Services.GetRequiredService<IRegistrar>();

    private static readonly (string Number, string Text)[] Clauses =
    [
        ("1", "公务接待凭公函安排，没有公函不予接待。"), ("2", "接待实行事前审批、事后清单报销。"), ("3", "用餐在机关食堂或定点场所，标准按规定执行。"),
        ("4", "不得以会议、培训名义列支接待费用。"), ("5", "接待清单按月公开，接受监督。"), ("6", "陪餐人数按规定控制。"),
    ];

    private static readonly string[] Refinements = ["食堂用餐实行刷卡登记。", "定点场所名单每年公布一次。", "用餐标准写入接待审批单。", "超标准部分由个人承担。"];

    public void Plan()
    {
        Setting(60, LadderSettings.DueSoon, "2wd", "提前3个工作日提醒偏早，基层反映打扰过多。");
        Setting(200, ItemSettings.Verify, "7wd", "核验需要到现场，5个工作日不够。");
        Setting(300, InstructionSettings.Answer, "7wd", "督查发现答复偏慢，压缩答复时限。");
        Setting(430, ItemSettings.Verify, "5wd", "核验力量已增加，恢复原时限。");
        Setting(230, ReturnSettings.RestDays, nameof(RestDayRule.MovesToNextWorkingDay), "5日遇国庆、劳动节长假无法报送，顺延至节后第一个工作日。");
        At(45, RefusedSettingAsync);
        At(90, GroupsAsync);
        At(150, FillPackAsync);
        At(165, RefineAsync);
        for (var day = 30; day < 725; day += 24)
        {
            At(day, RefusedStepsAsync);
            if (day % 3 == 0) At(day + 4, KeepAwayAsync);
        }

        for (var day = 3; day < 730; day += 7) At(day, VisitsAsync);
    }

    private static PlannedPerson Holder(World world, Duty duty) => world.Plan[CountyPlan.Root].With(duty).First();

    private void Setting(int day, Setting setting, string value, string reason) => At(day, async _ =>
    {
        var history = await _settings.HistoryAsync(setting, default);
        if (await _settings.ChangeAsync(setting, value, reason, history.Count == 0 ? 0 : history[0].Version, world.Actor(Holder(world, Duties.SystemAdministrator)), default) is { } refusal) world.Note(refusal, setting);
    });

    private Task RefusedSettingAsync(Chance by) =>
        _settings.ChangeAsync(LadderSettings.BeforeUrging, "20wd", "希望放宽", 0, world.Actor(world.Hand(by.Of(world.Plan.Departments.ToList()))), default);

    private async Task GroupsAsync(Chance by)
    {
        var security = world.Actor(Holder(world, Duties.SecurityAdministrator));
        foreach (var (code, name, room) in ((string, string, string)[])[("group-5", "专项核查组（一）", "第五审查调查室"), ("group-6", "专项核查组（二）", "第六审查调查室")])
        {
            await AddAsync(new CompartmentRow(code, name, "专项核查期间，相关材料仅核查组成员知悉。"), security, by);
            foreach (var member in world.Plan.Units.First(u => u.ShortName == room).People.Union(world.Plan[CountyPlan.Discipline].With(Duties.SupervisionLeader).Take(2))) await AddAsync(new CompartmentMemberRow(code, world.Id(member), "参加专项核查。"), security, by);
        }
    }

    private async Task FillPackAsync(Chance by)
    {
        var leader = world.Actor(world.Plan[CountyPlan.Discipline].With(Duties.SupervisionLeader).First());
        var id = by.Id(world.Now);
        var row = new RulePackRow(Pack, PackVersion, "公务接待六条（示例，非真实规定）", RulePackState.Undefined);
        Note(await _registrar.AddAsync(id, row, world.Today, null, leader, default), row);
        foreach (var (number, text) in Clauses) await AddAsync(new RuleClauseRow(Pack, PackVersion, number, text), leader, by);
        Note(await _registrar.ChangeAsync(id, row with { State = RulePackState.Usable, IssuedBy = "中共清源县纪律检查委员会（演示）", Document = "演示〔示例〕1号" }, 1, world.Today, "条款已录入并核对", leader, default), row);
    }

    private async Task RefineAsync(Chance by)
    {
        var unit = world.Plan[CountyUnits.Code("JYJ")];
        var office = world.Actor(world.Hand(unit));
        for (var i = 0; i < Refinements.Length; i++) await AddAsync(new RuleClauseRow(Pack, PackVersion, $"3.{i + 1}", Refinements[i], "3", world.Unit(unit.Code)), office, by);
    }

    /// <summary>Somebody tries to close what they themselves handed in; somebody hands in a result without any proof.</summary>
    private async Task RefusedStepsAsync(Chance by)
    {
        var checking = await OpenAsync(ItemState.EvidenceSubmitted);
        if (checking is { Assignee: { } owner } && world.Person(owner) is { } person) await world.RefusedAsync(checking.Id, new ConfirmClosed("情况属实，同意销号。"), person);
        var working = await OpenAsync(ItemState.InProgress);
        if (working is { Assignee: { } worker } && world.Person(worker) is { } hurried) await world.RefusedAsync(working.Id, new SubmitEvidence(Outcome.Solved, null, null, null), hurried);
    }

    /// <summary>A supervisor steps back from a matter of a former unit; a note and a file are added to another.</summary>
    private async Task KeepAwayAsync(Chance by)
    {
        if (await OpenAsync(ItemState.InProgress) is not { } item) return;
        var unit = world.Unit(item.Unit);
        var supervisor = world.Supervisor(unit, Duties.Supervisor, by);
        if (item.Assignee == world.Id(supervisor) || item.OpenedBy == world.Id(supervisor)) return;

        await world.ActAsync(item.Id, new AddNote("请注意留存现场照片和原始凭证。"), supervisor);
        if (await world.FileAsync("检查记录.txt", $"检查事项：{item.Title}\n检查情况：现场查看资料齐全。\n（演示数据，内容虚构）\n", supervisor) is { } file) await world.ActAsync(item.Id, new AttachFile(file, "现场检查记录"), supervisor);
        await world.StepBackAsync(item.Id, "曾在该单位任职，申请回避。", supervisor);
    }

    private async Task VisitsAsync(Chance by)
    {
        var people = world.Plan.People.Where(p => p.Duty != Duties.VillageSupervisor).ToList();
        for (var i = 0; i < 4; i++) await RecordAsync(LineKind.SignIn, "account", "SignIn", new { Way = "password" }, by.Of(people));
        await RecordAsync(LineKind.SignIn, "account", "SignIn", new { Way = "password" }, Holder(world, by.Of(Duties.Administrators)));
        if (by.Percent(40)) await RecordAsync(LineKind.Export, "task", "Export", new { Rows = by.Between(20, 90) }, by.Of(world.CountyOffice));
    }

    private Task RecordAsync(LineKind kind, string procedure, string action, object content, PlannedPerson by) =>
        world.Ledger.RecordAsync(kind, world.Id(by).Value, procedure, action, content, world.Actor(by), default);

    // By what it says and not by its number: of two matters opened in the same moment either may come first.
    private async Task<Item?> OpenAsync(ItemState state) =>
        (await world.Dossiers.ListAsync(new DossierQuery { Procedure = "task", States = [state.ToString()], Take = 200 }, Actor.System, default)).Dossiers.OfType<Item>()
            .OrderByDescending(i => i.OpenedAt).ThenBy(i => i.Title, StringComparer.Ordinal).ThenBy(i => i.Unit.Value).FirstOrDefault();

    private async Task AddAsync(object row, Actor by, Chance own) => Note(await _registrar.AddAsync(own.Id(world.Now), row, world.Today, null, by, default), row);

    private void Note(IReadOnlyList<Refusal> refusals, object what)
    {
        foreach (var refusal in refusals) world.Note(refusal, what);
    }

    private void At(int day, Func<Chance, Task> step)
    {
        var on = world.After(DateOnly.FromDayNumber(world.First.DayNumber + day), 0);
        var own = chance.Of($"{day} {step.Method.Name}");
        world.On(on, $"housekeeping {day}", own, () => step(own), alone: true);
    }
}
