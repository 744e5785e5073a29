using Qinglian.Kernel.Organisations;

namespace Qinglian.Application.Demo.County;

/// <summary>The units: real kinds of organs, invented places.</summary>
internal static class CountyUnits
{
    private const string Name = "清源县";

    private static readonly (string Code, string Name, string Offices, string Themes)[] PartyDepartments =
    [
        ("WB", "县委办公室", "综合科,督查科,机要科", "重要文件办理,督查事项反馈,公文精简"),
        ("ZZB", "县委组织部", "干部科,组织科", "干部档案审核,领导干部兼职清理,基层党组织换届"),
        ("XCB", "县委宣传部", "理论科,新闻科", "宣传经费使用,舆情处置,文明创建资料报送"),
        ("TZB", "县委统战部", "综合科", "宗教场所财务公开,联谊活动经费管理"),
        ("ZFW", "县委政法委", "执法监督科,综治科", "司法救助资金发放,网格员补贴发放,信访积案化解"),
        ("BB", "县委机构编制委员会办公室", "综合科", "编外人员清理,机构职责核定"),
        ("GW", "县直机关工委", "组织科", "党费收缴使用,机关支部组织生活"),
    ];

    private static readonly (string Code, string Name, string Offices, string Themes)[] Departments =
    [
        ("CZJ", "县财政局", "预算科,国库科,政府采购科", "惠农补贴资金发放,预算执行,政府采购管理"),
        ("ZFB", "县人民政府办公室", "综合科,政务公开科", "政府督办事项落实,公务接待管理,政务公开"),
        ("FGJ", "县发展和改革局", "投资科,价格科", "重点项目审批,项目资金拨付,粮食储备管理"),
        ("JYJ", "县教育局", "基教科,财务科,校园建设科", "营养餐采购,教辅征订,校园建设项目招标"),
        ("KJJ", "县科学技术局", "计划科", "科技项目验收,科技奖补兑现"),
        ("GXJ", "县工业和信息化局", "企业科,运行科", "惠企政策兑现,技改项目核查"),
        ("GAJ", "县公安局", "警务督察大队,治安大队,交警大队", "涉案财物管理,窗口办证服务,执法办案场所管理"),
        ("MZJ", "县民政局", "社会救助科,养老服务科", "低保动态管理,临时救助发放,养老机构补贴发放"),
        ("SFJ", "县司法局", "法治科,公共法律服务科", "法律援助经费管理,行政复议办理"),
        ("RSJ", "县人力资源和社会保障局", "就业科,社保基金科", "就业补助资金使用,职业技能培训补贴,社保基金稽核"),
        ("ZRJ", "县自然资源局", "用地科,矿产科,不动产登记中心", "土地出让金收缴,增减挂钩项目管理,不动产登记"),
        ("HBJ", "县生态环境局", "监测科,执法大队", "环保专项资金使用,环评审批"),
        ("ZJJ", "县住房和城乡建设局", "房管科,工程科,质安站", "农村危房改造,老旧小区改造项目管理,保障房分配"),
        ("CGJ", "县城市管理局", "市容科,执法大队", "市政设施维护招标,户外广告审批"),
        ("JTJ", "县交通运输局", "公路科,运输科", "农村公路养护,工程变更审批,治超执法"),
        ("SLJ", "县水利局", "建管科,河湖科", "饮水工程维护,河道采砂管理,水利工程招标"),
        ("NYJ", "县农业农村局", "计财科,农经站,种植科", "高标准农田建设,农机购置补贴,农村“三资”监管"),
        ("SWJ", "县商务局", "市场科", "以旧换新补贴审核,展会经费管理"),
        ("WLJ", "县文化和旅游局", "公共服务科,市场科", "文化惠民工程采购,景区门票收入管理"),
        ("WJJ", "县卫生健康局", "医政科,规财科,基层卫生科", "药品耗材采购,公共卫生服务经费使用,村医补助发放"),
        ("TYJ", "县退役军人事务局", "优抚科", "优抚资金发放,光荣牌发放"),
        ("YJJ", "县应急管理局", "安全科,执法大队", "救灾物资管理,安全生产执法检查"),
        ("SJJ", "县审计局", "财政审计科,法规科", "审计整改跟踪,审计外聘经费管理"),
        ("SCJ", "县市场监督管理局", "注册科,食品科,执法稽查大队", "食品抽检经费管理,行政处罚裁量,窗口注册服务"),
        ("TJJ", "县统计局", "核算科", "统计调查经费发放,数据质量核查"),
        ("YBJ", "县医疗保障局", "基金监管科,待遇科", "医保基金稽核,医疗救助资金发放"),
        ("LYJ", "县林业局", "资源科", "造林补贴发放,林木采伐审批"),
        ("XZJ", "县行政审批服务局", "政务服务科,电子政务科", "一窗受理服务,审批超时整改"),
        ("XFJ", "县信访局", "接访科,督查科", "信访事项办理,积案化解"),
        ("GXS", "县供销合作社联合社", "合作指导科", "社有资产出租,农资储备补贴"),
    ];

    private static readonly (string Code, string Name, string Above, string Themes)[] Institutions =
    [
        ("YY1", "县人民医院", "WJJ", "药品采购,设备招标,医疗收费"),
        ("YY2", "县中医院", "WJJ", "耗材采购,绩效发放"),
        ("JKZ", "县疾病预防控制中心", "WJJ", "疫苗管理,检测收费"),
        ("ZX1", "县第一中学", "JYJ", "食堂采购,校服征订"),
        ("ZJZ", "县职业教育中心", "JYJ", "实训设备采购,助学金发放"),
        ("CT", "清源县城市建设投资有限公司", "CZJ", "工程项目招标,融资资金使用,资产出租"),
        ("JT", "清源县交通建设投资有限公司", "JTJ", "工程分包管理,公务用车管理"),
        ("SW", "清源县水务有限公司", "SLJ", "水费收缴,维修物资采购"),
        ("NF", "清源县农业发展有限公司", "NYJ", "土地流转款支付,项目资金使用"),
        ("RMT", "县融媒体中心", "XCB", "广告收入管理,设备采购"),
    ];

    private static readonly (string Name, int Villages)[] Towns =
    [
        ("城关街道", 9), ("石渡镇", 10), ("柳溪镇", 9), ("云岭镇", 8), ("南坪镇", 11), ("青塘镇", 8), ("沙湾镇", 7), ("东桥镇", 10), ("双河镇", 8), ("竹园乡", 6), ("高坡乡", 6),
    ];

    /// <summary>Which departments each stationed group supervises. One department is left out on purpose.</summary>
    internal static readonly (string At, string[] Supervises)[] Stationed =
    [
        ("WB", ["WB", "ZZB", "BB", "GW"]), ("XCB", ["XCB", "TZB"]), ("ZFW", ["ZFW", "SFJ"]), ("RD", ["RD", "ZX"]), ("ZFB", ["ZFB", "XFJ", "XZJ"]), ("FGJ", ["FGJ", "SJJ", "GXJ"]),
        ("JYJ", ["JYJ", "KJJ"]), ("GAJ", ["GAJ"]), ("MZJ", ["MZJ", "RSJ", "TYJ"]), ("CZJ", ["CZJ"]), ("ZRJ", ["ZRJ", "LYJ", "HBJ"]), ("ZJJ", ["ZJJ", "CGJ"]), ("JTJ", ["JTJ", "SLJ"]),
        ("NYJ", ["NYJ", "GXS"]), ("WJJ", ["WJJ", "YBJ"]), ("SCJ", ["SCJ", "SWJ", "YJJ", "WLJ"]),
    ];

    private static readonly string[] DisciplineOffices =
    [
        "办公室", "组织部", "宣传部", "党风政风监督室", "信访室", "案件监督管理室", "第一监督检查室", "第二监督检查室", "第三监督检查室", "第四监督检查室",
        "第五审查调查室", "第六审查调查室", "第七审查调查室", "案件审理室", "纪检监察干部监督室",
    ];

    private static readonly string[] TownOffices = ["党政综合办公室", "农业农村办公室", "社会事务办公室"];
    private static readonly string[] TownThemes = ["惠农补贴发放", "低保评议公示", "村级财务代管", "小型工程发包", "集体资产出租", "人居环境整治经费使用"];
    private static readonly string[] VillageThemes = ["村务公开", "集体收入入账", "低保评议", "小微工程验收", "机动地发包", "公益性岗位补贴"];
    private static readonly string[] VillageFirst = ["上", "下", "东", "西", "大", "小", "新", "老", "前", "后", "杨", "罗", "石", "柳", "松", "桐", "梨", "茶", "竹", "白"];
    private static readonly string[] VillageSecond = ["坪", "湾", "冲", "塘", "岭", "坝", "庄", "桥头", "河口", "家坳", "树下", "田", "山口", "井", "坡"];

    public static void AddTo(CountyPlan plan, Chance chance)
    {
        Add(plan, CountyPlan.Root, Name, Name, UnitKind.Region, null);
        Add(plan, CountyPlan.Committee, "中共清源县委员会", "县委", UnitKind.PartyCommittee, CountyPlan.Root);
        AddDiscipline(plan);
        foreach (var (code, name, offices, themes) in Departments.Concat(PartyDepartments)) AddDepartment(plan, code, name, offices, themes);
        Add(plan, CountyPlan.Government, "清源县人民政府", "县政府", UnitKind.Department, CountyPlan.Root);
        AddDepartment(plan, "RD", "县人大常委会机关", "代表工作科", "代表建议督办,机关经费管理");
        AddDepartment(plan, "ZX", "县政协机关", "提案科", "提案办理协商,机关经费管理");
        foreach (var (code, name, above, themes) in Institutions) Add(plan, Code(code), Full(name), name, UnitKind.Institution, Code(above), themes.Split(','));
        for (var town = 0; town < Towns.Length; town++) AddTown(plan, $"Z{town + 1:00}", Towns[town], chance);
    }

    internal static string Code(string part) => $"{CountyPlan.Root}-{part}";

    private static void AddDiscipline(CountyPlan plan)
    {
        Add(plan, CountyPlan.Discipline, "中共清源县纪律检查委员会 清源县监察委员会", "县纪委监委", UnitKind.DisciplineOrgan, CountyPlan.Root);
        for (var i = 0; i < DisciplineOffices.Length; i++) Add(plan, $"{CountyPlan.Discipline}-{i + 1:00}", "县纪委监委" + DisciplineOffices[i], DisciplineOffices[i], UnitKind.Office, CountyPlan.Discipline);
        for (var i = 0; i < Stationed.Length; i++)
        {
            var host = PartyDepartments.Concat(Departments).Append(("RD", "县人大常委会机关", "", "")).First(d => d.Item1 == Stationed[i].At).Item2;
            Add(plan, $"QY-PZ{i + 1:00}", $"县纪委监委派驻{host}纪检监察组", $"派驻{host}组", UnitKind.StationedGroup, CountyPlan.Discipline);
        }

        Add(plan, CountyPlan.Inspection, "中共清源县委巡察工作领导小组办公室", "县委巡察办", UnitKind.InspectionBody, CountyPlan.Root);
        foreach (var (number, code) in (ReadOnlySpan<(string, string)>)[("一", "1"), ("二", "2"), ("三", "3")])
        {
            Add(plan, $"{CountyPlan.Inspection}{code}", $"县委第{number}巡察组", $"第{number}巡察组", UnitKind.InspectionBody, CountyPlan.Inspection);
        }
    }

    private static void AddDepartment(CountyPlan plan, string code, string name, string offices, string themes)
    {
        Add(plan, Code(code), Full(name), name, UnitKind.Department, CountyPlan.Root, themes.Split(','));
        var number = 0;
        foreach (var office in offices.Split(',').Prepend("办公室")) Add(plan, $"{Code(code)}-{++number}", Full(name) + office, office, UnitKind.Office, Code(code));
    }

    private static void AddTown(CountyPlan plan, string code, (string Name, int Villages) town, Chance chance)
    {
        Add(plan, Code(code), town.Name, town.Name, UnitKind.Town, CountyPlan.Root, TownThemes);
        Add(plan, $"{Code(code)}-JW", $"{town.Name}纪律检查委员会", $"{town.Name}纪委", UnitKind.DisciplineOrgan, Code(code));
        for (var i = 0; i < TownOffices.Length; i++) Add(plan, $"{Code(code)}-B{i + 1}", town.Name + TownOffices[i], TownOffices[i], UnitKind.Office, Code(code));
        var names = new HashSet<string>();
        while (names.Count < town.Villages) names.Add(chance.Of(VillageFirst) + chance.Of(VillageSecond) + (town.Name.EndsWith("街道", StringComparison.Ordinal) ? "社区" : "村"));
        var number = 0;
        foreach (var name in names) Add(plan, $"{Code(code)}-C{++number:00}", town.Name + name, name, UnitKind.Village, Code(code), VillageThemes);
    }

    private static string Full(string name) => name.StartsWith('县') ? Name[..^1] + name : name;

    private static void Add(CountyPlan plan, string code, string name, string shortName, UnitKind kind, string? above, params IReadOnlyList<string> themes) =>
        plan.Units.Add(new(code, name, shortName, kind, above, themes));
}
