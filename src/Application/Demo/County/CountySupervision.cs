using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Application.Demo.County;

/// <summary>Who supervises whom, who is in charge of what, and who stands in for whom.</summary>
internal static class CountySupervision
{
    public static void AddTo(CountyPlan plan, DateOnly first)
    {
        AddMandates(plan);
        AddDivisions(plan);
        AddDeputising(plan, first);
    }

    private static void AddMandates(CountyPlan plan)
    {
        void Add(string by, string of, SupervisionKind kind, bool below, string basis) => plan.Mandates.Add(new(by, of, kind, below, basis));

        Add(CountyPlan.Committee, CountyPlan.Root, SupervisionKind.Overall, true, "党委全面监督");
        Add(CountyUnits.Code("RD"), CountyPlan.Root, SupervisionKind.PeoplesCongress, true, "人大监督");
        foreach (var of in (ReadOnlySpan<string>)[CountyPlan.Committee, CountyPlan.Inspection]) Add(CountyPlan.Discipline, of, SupervisionKind.Dedicated, true, "纪委监委专责监督");
        foreach (var group in plan.Units.Where(u => u.Kind is UnitKind.StationedGroup)) Add(CountyPlan.Discipline, group.Code, SupervisionKind.Dedicated, false, "派驻机构由派出机关领导");
        for (var i = 0; i < CountyUnits.Stationed.Length; i++)
        {
            foreach (var of in CountyUnits.Stationed[i].Supervises) Add($"QY-PZ{i + 1:00}", CountyUnits.Code(of), SupervisionKind.Dedicated, true, "派驻监督");
        }

        // The government as such has no group of its own: its office has, and the group's mandate says so.
        Add("QY-PZ05", CountyPlan.Government, SupervisionKind.Dedicated, false, "派驻监督（综合）");
        foreach (var town in plan.Towns)
        {
            Add(town.Code + "-JW", town.Code, SupervisionKind.Dedicated, true, "乡镇纪委专责监督");
            Add(town.Code, town.Code, SupervisionKind.DayToDay, true, "基层党组织日常监督");
        }

        foreach (var (by, of) in (ReadOnlySpan<(string, string)>)[("ZZB", "RSJ"), ("CZJ", "JYJ"), ("CZJ", "WJJ"), ("SJJ", "CZJ"), ("SJJ", "ZJJ"), ("NYJ", "Z02"), ("NYJ", "Z05"), ("GW", "WB")])
        {
            Add(CountyUnits.Code(by), CountyUnits.Code(of), SupervisionKind.Functional, false, "职能部门监督");
        }
    }

    private static void AddDivisions(CountyPlan plan)
    {
        var leaders = plan[CountyPlan.Committee].People;
        foreach (var (index, field, units) in (ReadOnlySpan<(int, string, string)>)
                 [
                     (0, "主持县委全面工作", ""), (1, "党的建设、农业农村", "NYJ,LYJ,GXS"), (2, "组织、人事、老干部", "ZZB,BB,GW"), (3, "宣传思想、文化旅游", "XCB,WLJ"),
                     (4, "政法、信访、稳定", "ZFW,GAJ,SFJ,XFJ"), (5, "发展改革、财政、自然资源", "FGJ,CZJ,ZRJ,SJJ,TJJ"), (6, "统战、民政、卫生健康", "TZB,MZJ,WJJ,YBJ"),
                 ])
        {
            var codes = units.Split(',', StringSplitOptions.RemoveEmptyEntries);
            if (codes.Length == 0) plan.Divisions.Add(new(leaders[index].Number, CountyPlan.Committee, field, null));
            foreach (var code in codes) plan.Divisions.Add(new(leaders[index].Number, CountyPlan.Committee, field, CountyUnits.Code(code)));
        }

        // In each department the deputies share its offices among them.
        foreach (var unit in plan.Departments)
        {
            var deputies = unit.With(Duties.Deputy).ToList();
            var offices = plan.Below(unit.Code).Where(o => o.Kind is UnitKind.Office).ToList();
            for (var i = 0; i < offices.Count; i++) plan.Divisions.Add(new(deputies[i % deputies.Count].Number, unit.Code, "分管" + offices[i].ShortName, offices[i].Code));
        }

        foreach (var town in plan.Towns)
        {
            foreach (var deputy in town.With(Duties.Deputy)) plan.Divisions.Add(new(deputy.Number, town.Code, deputy.Post.StartsWith("分管", StringComparison.Ordinal) ? "农业农村、“三资”管理" : "协助书记抓全面工作", null));
        }
    }

    private static void AddDeputising(CountyPlan plan, DateOnly first)
    {
        // A head on a training course: the first deputy stands in, with an end that is named. The last of the three is still under way.
        foreach (var (code, after, days) in (ReadOnlySpan<(string, int, int)>)[("KJJ", 120, 60), ("Z04", 400, 90), ("LYJ", 690, 120)])
        {
            var unit = plan[CountyUnits.Code(code)];
            var from = DateOnly.FromDayNumber(first.DayNumber + after);
            plan.Grants.Add(new(
                unit.With(Duties.Deputy).First().Number, Duties.Leader, unit.Code, Reach.Below, GrantReason.Deputising, unit.With(Duties.Leader).First().Number, from, DateOnly.FromDayNumber(from.DayNumber + days)));
        }
    }
}
