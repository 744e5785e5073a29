using Qinglian.Application.Demo.County;
using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Application.Demo.Story;

/// <summary>Requests for instruction: asked, answered in time or late, carried out; and matters carried out without asking.</summary>
internal sealed class InstructionStory(World world, IReadOnlyList<MatterFiled> matters, PlannedUnit unit, DateOnly day, Chance chance)
{
    private static readonly string[] Follows = ["已按答复意见组织实施，办理情况报县委办公室备案。", "已召开会议研究落实，相关手续齐全。"];
    private static readonly string[] Answers = ["原则同意。请按规定程序办理，办理结果于月底前报告。", "同意按集体研究意见执行，注意公开公示。", "请补充论证资金来源后组织实施。"];

    private readonly MatterFiled _matter = chance.Of(matters);
    private readonly PlannedPerson _filer = world.Hand(unit);
    private string Key => $"{unit.Code} {_matter.Title}";

    /// <summary>The matters of the catalogue, as the county's own notice would list them.</summary>
    public static IReadOnlyList<AddMatter> Catalogue(UnitId county) =>
    [
        new(county, "重大项目安排和大额度资金使用", MatterKind.Request, "本县重大事项请示报告清单（演示）第1项", false),
        new(county, "重要人事调整和编外用工", MatterKind.Request, "本县重大事项请示报告清单（演示）第2项", false),
        new(county, "机构设置和职责调整", MatterKind.Request, "本县重大事项请示报告清单（演示）第3项", false),
        new(county, "立案审查调查重要事项", MatterKind.Request, "本县重大事项请示报告清单（演示）第4项", true),
        new(county, "巡察整改中的重大分歧", MatterKind.Request, "本县重大事项请示报告清单（演示）第5项", true),
        new(county, "主要负责人外出报备", MatterKind.Report, "本县重大事项请示报告清单（演示）第6项", false),
        new(county, "突发事件和舆情处置情况", MatterKind.Report, "本县重大事项请示报告清单（演示）第7项", false),
        new(county, "年度履行主体责任情况", MatterKind.Report, "本县重大事项请示报告清单（演示）第8项", true),
    ];

    public void Begin() => Next(day, FileAsync);

    private async Task FileAsync()
    {
        if (chance.Percent(world.Last.DayNumber - world.Today.DayNumber < 20 ? 40 : 14))
        {
            await CarryOutUnaskedAsync();
            return;
        }

        var title = _matter.Kind is MatterKind.Report ? $"关于{_matter.Title}的报告" : $"关于{chance.Of(unit.Themes)}有关问题的请示";
        var id = await world.OpenAsync(new FileInstruction(world.Unit(unit.Code), title, _matter, world.Today, $"{unit.Name}就{chance.Of(unit.Themes)}有关事项请示如下：经集体研究，拟按规定程序推进，妥否，请批示。", null), _filer, chance);
        if (id is null) return;

        Answer(id.Value, Duties.Office, chance);
        if (!_matter.DualLeadership) return;

        var copies = await world.Dossiers.ListAsync(new DossierQuery { Procedure = "instruction", Origin = id, Take = 1 }, Actor.System, default);
        if (copies.Dossiers is [var copy]) Answer(copy.Id, Duties.SupervisionLeader, chance.Of("copy"));
    }

    private void Answer(Guid id, Duty side, Chance by)
    {
        var who = side == Duties.Office ? by.Of(world.CountyOffice) : by.Of(world.Plan[CountyPlan.Discipline].With(side).ToList());
        var wait = by.Between(1, 100) switch { <= 78 => by.Between(1, 8), <= 94 => by.Between(12, 20), _ => 45 };
        if (by.Percent(12))
        {
            world.On(world.After(world.Today, by.Between(1, 3)), Key, by, async () =>
            {
                if (await world.ActAsync(id, new AskForMore("请补充集体研究会议纪要和资金来源说明。"), who))
                    world.On(world.After(world.Today, by.Between(2, 7)), Key, by, async () =>
                    {
                        if (await world.ActAsync(id, new Supplement("已补充会议纪要、资金来源说明各一份。", null), _filer)) Give(id, who, by, by.Between(2, 8));
                    });
            });
        }
        else
        {
            Give(id, who, by, wait);
        }
    }

    private void Give(Guid id, PlannedPerson who, Chance by, int wait) => world.On(world.After(world.Today, wait), Key, by, async () =>
    {
        if (_matter.Kind is MatterKind.Report)
        {
            await world.ActAsync(id, new Acknowledge("收悉。"), who);
            return;
        }

        if (!await world.ActAsync(id, new GiveAnswer(by.Of(Answers), null, null, world.After(world.Today, 20)), who)) return;
        world.On(world.After(world.Today, by.Percent(85) ? by.Between(5, 18) : by.Between(22, 40)), Key, by, async () =>
        {
            if (!await world.ActAsync(id, new RecordFollowUp(by.Of(Follows), world.Today), _filer)) return;
            await RecordCarriedOutAsync(id, by);
            world.On(world.After(world.Today, by.Between(1, 6)), Key, by, () => world.ActAsync(id, new CloseInstruction(null), _filer));
        });
    });

    private async Task RecordCarriedOutAsync(Guid id, Chance by)
    {
        if (!by.Percent(40)) return;
        var request = (await world.Dossiers.FindAsync(id, Actor.System, default))!;
        await world.OpenAsync(new RecordCarriedOutAsAsked(world.Unit(unit.Code), _matter, $"{by.Of(unit.Themes)}有关事项已实施", world.Today, request.Number), _filer, by);
    }

    private async Task CarryOutUnaskedAsync()
    {
        var finder = world.Supervisor(unit, Duties.Supervisor, chance);
        var id = await world.OpenAsync(new RecordCarriedOut(world.Unit(unit.Code), _matter, $"{chance.Of(unit.Themes)}有关事项已实施，未见请示报告", world.Today), finder, chance);
        if (id is null) return;

        Next(world.After(world.Today, chance.Percent(75) ? chance.Between(1, 4) : chance.Between(7, 30)), async () =>
        {
            if (!await world.ActAsync(id.Value, new ExplainMissing("属年度已批准计划内事项的分步实施，原批复中已包含。"), _filer)) return;
            Next(world.After(world.Today, chance.Between(2, 12)), () => world.ActAsync(
                id.Value, chance.Percent(65) ? new AcceptExplanation("核对原批复，确已包含此项。") : new FindMissing("原批复未包含此项，应请示未请示，已提醒整改。"), chance.Of(world.CountyOffice)));
        });
    }

    private void Next(DateOnly on, Func<Task> step) => world.On(on, Key, chance, step);
}
