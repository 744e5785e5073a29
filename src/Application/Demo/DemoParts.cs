using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Application.Demo;

/// <summary>Chooses a person for each part that a visitor may try.</summary>
internal static class DemoParts
{
    private static readonly Words County = new("县委和县纪委监委", "County committee and discipline organ");
    private static readonly Words Departments = new("县直部门和派驻组", "Departments and stationed groups");
    private static readonly Words Towns = new("乡镇和村", "Towns and villages");
    private static readonly Words Administrators = new("三员管理", "Administrators");

    public static IReadOnlyList<DemoPart> Of(CountyPlan plan)
    {
        DemoPart Part(string unit, Duty duty, Words group, Words mayDo) => new(plan[unit].With(duty).First().Number, group, mayDo);
        var town = plan.Towns.ElementAt(1);
        var village = plan.Below(town.Code).First(u => u.Kind is UnitKind.Village);
        return
        [
            Part(CountyUnits.Code("WB"), Duties.Office, County, new("导入讲话、分解责任、下达任务、答复请示", "imports speeches, issues duties and tasks, answers requests")),
            Part(CountyPlan.Committee, Duties.Leader, County, new("看全县办理和逾期情况，批办请示", "sees the work of the county and what is late, answers requests")),
            Part(CountyPlan.Discipline, Duties.SupervisionLeader, County, new("决定约谈，裁定异议，答复双重领导事项", "decides on interviews and disputes, answers under dual leadership")),
            Part(plan.Units.First(u => u.ShortName == "党风政风监督室").Code, Duties.Supervisor, County, new("登记问题、督办、核验销号", "records issues, supervises handling, checks and closes")),
            Part(CountyUnits.Code("CZJ"), Duties.Leader, Departments, new("局长：认领事项、派发工单", "head of a bureau: accepts items, gives work orders")),
            Part(CountyUnits.Code("JYJ"), Duties.Office, Departments, new("局办公室：认领、提交请示、细化规则", "office of a bureau: accepts, files requests, refines rules")),
            Part(CountyUnits.Code("CZJ") + "-2", Duties.Staff, Departments, new("承办人：签收工单、报进展、交结果", "member of staff: accepts orders, reports, hands in results")),
            Part("QY-PZ07", Duties.SupervisionLeader, Departments, new("派驻组组长：监督所驻部门", "head of a stationed group: supervises its departments")),
            Part(town.Code, Duties.Leader, Towns, new("乡镇党委书记：看本镇各村情况", "town party secretary: sees the villages of the town")),
            Part(town.Code, Duties.Office, Towns, new("乡镇党政办：认领任务、分解到村", "town office: accepts tasks, passes them on to villages")),
            Part(town.Code + "-JW", Duties.SupervisionLeader, Towns, new("乡镇纪委书记：监督本镇各村", "town discipline secretary: supervises the villages")),
            Part(village.Code, Duties.VillageClerk, Towns, new("村文书：办理和报送", "village clerk: does the work and hands it in")),
            Part(village.Code, Duties.Leader, Towns, new("村支书：认领本村事项", "village secretary: accepts items of the village")),
            Part(CountyPlan.Root, Duties.SystemAdministrator, Administrators, new("维护机构、岗位、参数", "keeps units, posts and settings")),
            Part(CountyPlan.Root, Duties.SecurityAdministrator, Administrators, new("授予和收回职责", "gives and takes duties")),
            Part(CountyPlan.Root, Duties.AuditAdministrator, Administrators, new("查看和核验台账", "reads and verifies the ledger")),
        ];
    }
}
