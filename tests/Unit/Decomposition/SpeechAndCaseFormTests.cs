using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

/// <summary>What people are told to have said, cases and what follows from them, who acts, and times inside longer clauses.</summary>
public sealed class SpeechAndCaseFormTests
{
    [Theory]
    [InlineData("有船长跟我诉苦：“港务局要把油补发下来，我们才安心。”")]
    [InlineData("上个月我去码头暗访，问会计油补结余多少，会计说“得问队长”。")]
    [InlineData("前几天我到三号码头，值班员说要等领导来了再开门。")]
    [InlineData("陈××同志提出，要把修船资金再往小港倾斜一点。")]
    [InlineData("座谈中船员代表建议，港务局应多派几艘拖轮。")]
    [InlineData("以前有领导批示“要多下去看看”，结果大家忙着摆样子。")]
    [InlineData("有的船长抱怨：“上面天天要报表，我们哪有时间修船？”")]
    [InlineData("会议认为，上半年各船队扎实推进隐患整治，完成清淤三处，成绩值得肯定。")]
    [InlineData("老百姓说，船好不好要看航线，人好不好要看码头。")]
    [InlineData("一位老船长说：“开船要稳，做人要正。”")]
    [InlineData("有人说，港务科要管的事太多。")]
    [InlineData("群众反映，码头夜里没有灯。")]
    [InlineData("有的同志认为，清淤应该由上级来干。")]
    [InlineData("记得去年冬天，值班员冒着大雪疏散旅客。")]
    [InlineData("船长们总想着“要等上面拿意见”，事情就是这样拖大的。")]
    [InlineData("早在年初，局里就要求船队加固缆绳，但有的船队直到出事才动手。")]
    [InlineData("陈××同志汇报了巡航艇使用情况。")]
    [InlineData("他对我说，做事要对得起良心。")]
    [InlineData("网友留言说：“应当取消夜航费。”")]
    [InlineData("家长表示，孩子坐船要放心才行。")]
    [InlineData("今年以来船票实名率由六成提高到九成。")]
    [InlineData("去年办结时限由10天压缩至5天。")]
    [InlineData("群众感受最直接的，就是船票贵不贵。")]
    [InlineData("由此可见，作风问题容不得半点含糊。")]
    [InlineData("港区由三个码头组成。")]
    [InlineData("队伍不硬的根子，在于船长不硬。")]
    [InlineData("能干的人不一定会干。")]
    [InlineData("人人都是安全员，处处都是考场。")]
    [InlineData("凡事预则立，不预则废。")]
    [InlineData("长期以来，港务科存在重收费轻服务的倾向。")]
    public void Reported_speech_anecdotes_and_images_are_no_duties(string text) =>
        Assert.Empty(Decomposer.Decompose(text).Duties);

    [Theory]
    [InlineData("司机诉苦收费不透明的，稽查队当日核实。")]
    [InlineData("能网上办的业务一律网上办。")]
    [InlineData("能在一线解决的问题就地解决。")]
    [InlineData("凡超期未还的公房，房管所限期腾退。")]
    [InlineData("该公开的账目全部公开。")]
    [InlineData("该问责的坚决问责。")]
    [InlineData("确需延期的，申请人提前五天书面说明理由。")]
    [InlineData("确属误报的，注明原因后销号。")]
    [InlineData("未通过验收的重新申报。")]
    [InlineData("考核不合格的调离岗位。")]
    [InlineData("逾期不缴的视同放弃。")]
    [InlineData("拒不整改的取消承包资格。")]
    [InlineData("屡教不改的，清出队伍。")]
    [InlineData("连续三个月排名末位的，站长作检讨。")]
    [InlineData("证照不全的，不予发证。")]
    [InlineData("新船登记实行一船一档。")]
    [InlineData("夜班值守采用双人双岗。")]
    [InlineData("首次报告不超过30分钟。")]
    [InlineData("备用救生艇每船不少于两艘。")]
    [InlineData("严把缆绳、救生衣、信号弹采购关，批批抽检。")]
    [InlineData("船舶签证办结时限由5个工作日压缩至1个工作日。")]
    [InlineData("审批环节由六个减少到两个。")]
    [InlineData("会议同意港务科提出的方案，自9月1日起实行预约靠泊。")]
    public void A_case_and_what_is_laid_down_are_duties(string text) =>
        Assert.Single(Decomposer.Decompose(text).Duties);

    [Theory]
    [InlineData("凡超期未还的公房，房管所限期腾退。", "房管所")]
    [InlineData("要求船员到场的，调度室提前一日通知。", "调度室")]
    [InlineData("维修费由镇财政所按季结算。", "镇财政所")]
    [InlineData("养护资金由区财政按月拨付。", "区财政")]
    [InlineData("救生衣由陈同志负责清点。", "陈同志")]
    [InlineData("由陈××牵头，修订《靠泊规则》，11月底前提交局务会。", "陈××")]
    [InlineData("名册由综合股收齐归档。", "综合股")]
    [InlineData("票据应由出纳双人复核。", "出纳")]
    [InlineData("农技站指导农户开展虫情测报。", "农技站")]
    [InlineData("工会服务职工开展法律咨询。", "工会")]
    [InlineData("招生考试中心要公布空余学位。", "招生考试中心")]
    [InlineData("镇直各部门办公用品采购每季度公示一次。", "镇直各部门")]
    [InlineData("每个村的公益岗位每半年调整一次。", "每个村")]
    [InlineData("主办单位须提前三天报批。", "主办单位")]
    [InlineData("港务局要设立监测点，选两名老船长担任监督员，监督员按月反映情况。", "港务局")]
    [InlineData("港务科要减少报表。", "港务科")]
    [InlineData("大数据中心要在年底前打通船检、海事数据接口。", "大数据中心")]
    [InlineData("检查组下乡应自带工作餐，不听汇报、不搞陪同。", "检查组")]
    [InlineData("港务科择机开展暗访。", "港务科")]
    [InlineData("保洁员连续旷工三天的，由劳务公司予以辞退。", "劳务公司")]
    [InlineData("船队干部出差须填写审批单。", "船队干部")]
    [InlineData("码头夜间照明由物业公司每日检查。", "物业公司")]
    [InlineData("港务科每月排出红黑榜，连续两次上黑榜的船队，扣减燃油补贴。", "港务科")]
    public void The_party_is_who_acts_not_who_is_met_or_helped(string text, string party) =>
        Assert.Equal(party, Decomposer.Decompose(text).Duties.First().Responsible);

    [Theory]
    [InlineData("港务科每月排出红黑榜，连续两次上黑榜的船队，扣减燃油补贴。", Cycle.Monthly)]
    [InlineData("维修费由镇财政所按季结算。", Cycle.Quarterly)]
    [InlineData("养护资金由区财政按月拨付。", Cycle.Monthly)]
    [InlineData("镇直各部门办公用品采购每季度公示一次。", Cycle.Quarterly)]
    [InlineData("每个村的公益岗位每半年调整一次。", Cycle.HalfYearly)]
    [InlineData("各船队安全例会半年向港务局报告一次。", Cycle.HalfYearly)]
    [InlineData("每季度首月10日前，港务科把台账报局长。", Cycle.Quarterly)]
    [InlineData("每季度第一个月上旬，港务科公布船期。", Cycle.Quarterly)]
    [InlineData("每逢季度末月20日，港务科报送进度。", Cycle.Quarterly)]
    [InlineData("各船队应于3月底前报自查表，此后每月报一次进展。", Cycle.Monthly)]
    [InlineData("监督员长期收集线索。", Cycle.Ongoing)]
    [InlineData("港务局要设立监测点，选两名老船长担任监督员，监督员按月反映情况。", Cycle.Monthly)]
    [InlineData("码头夜间照明由物业公司每日检查。", Cycle.Ongoing)]
    [InlineData("港务科一年公布两次船检结果。", Cycle.HalfYearly)]
    public void A_cycle_inside_a_longer_clause_is_read(string text, Cycle cycle) =>
        Assert.Equal(cycle, Assert.Single(Decomposer.Decompose(text).Duties).Cycle);

    [Fact]
    public void Another_hand_is_another_duty() =>
        Assert.Equal(["船队", "港务科"], Decomposer.Decompose("船队清理旧缆绳，清单由港务科汇总。").Duties.Select(d => d.Responsible));

    [Fact]
    public void Across_a_semicolon_the_duty_belongs_to_whose_part_it_was() =>
        Assert.All(Decomposer.Decompose("港务局要设立监测点，选两名老船长担任监督员，监督员按月反映情况；对瞒报的，既查处本人，又倒查领导。").Duties, d => Assert.Equal("港务局", d.Responsible));
}
