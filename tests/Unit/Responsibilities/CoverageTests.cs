using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Decomposition;
using Qinglian.Responsibilities.Documents;

namespace Qinglian.Tests.Unit.Responsibilities;

/// <summary>Nothing is lost on the way from the text to the lists, whatever a person does to the proposals.</summary>
public sealed class CoverageTests
{
    private const string Text = """
        在全县工作会议上的讲话

        同志们：去年各项工作取得了明显成效，但还存在不少问题。
        一、要压实责任。各级党组织要每半年专题研究一次工作，主要负责人要亲自部署。教育局要在每月5日前报送情况，每季度开展一次自查，并形成报告。
        二、要强化监督。纪委监委要加强日常监督，严禁公款吃喝，不得以任何理由推诿。要统筹推进，久久为功，为高质量发展保驾护航。
        三、请各镇于6月30日前完成清理；由财政局牵头汇总。希望大家坚定信心，开创新局面！𠮷祥街道办要上报方案。
        """;

    private static readonly Moment Now = new(
        LocalTime.In(null, TimeProvider.System), Actor.System, WorkingCalendar.Bundled, SettingValues.Defaults,
        new OrgTree([new Kernel.Organisations.Unit(new(1), new("c"), "清河县", "清河", UnitKind.Region, null)]));

    [Fact]
    public void Every_letter_of_the_source_is_covered_by_a_passage()
    {
        var document = Import();

        Assert.Equal(Letters(Text), Letters(Text).Where(at => Spans(document).Any(s => s.Start <= at && at < s.End)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void No_run_of_edits_splits_merges_and_rejections_uncovers_a_letter_or_loses_a_proposal(int seed)
    {
        var chance = new Random(seed);
        var document = Import();
        var carriedOut = new HashSet<Type>();

        for (var step = 0; step < 400; step++)
        {
            var before = document.Proposals.Select(p => p.Number).ToList();
            var action = Any(document, chance);
            if (action.Check(document, Now) is not null) continue;
            action.Apply(document, Now);
            carriedOut.Add(action.GetType());

            Assert.Empty(document.Uncovered());
            Assert.All(Letters(Text), at => Assert.Contains(Spans(document), s => s.Start <= at && at < s.End));
            Assert.Equal(before, document.Proposals.Take(before.Count).Select(p => p.Number));
            Assert.All(document.Proposals, p => Assert.True(p.At.Start >= 0 && p.At.Start < p.At.End && p.At.End <= Text.Length));
            var live = document.Proposals.Where(p => p.State is ProposalState.Open or ProposalState.Confirmed).OrderBy(p => p.At.Start).ToList();
            Assert.All(live.Zip(live.Skip(1)), pair => Assert.True(pair.First.At.End <= pair.Second.At.Start));
        }

        Assert.Equal(["ConfirmDuties", "DecideAgain", "EditDuty", "MergeDuties", "ProposeMissed", "RejectDuties", "SplitDuty"], carriedOut.Select(t => t.Name).Order());
    }

    [Fact]
    public void A_character_is_never_cut_in_two()
    {
        var document = Import();
        var half = Text.IndexOf("𠮷", StringComparison.Ordinal);

        Assert.IsType<Unfit>(((IAction<PolicyDocument>)new ProposeMissed(half + 1, half + 4, null)).Check(document, Now));
    }

    private static PolicyDocument Import() => new ImportDocument(new(1), "讲话", Text).Open(Now);

    private static IAction<PolicyDocument> Any(PolicyDocument document, Random chance)
    {
        int AnyNumber() => chance.Next(1, document.Proposals.Count + 1);
        var one = document.Find(AnyNumber())!;
        return chance.Next(7) switch
        {
            0 => new ConfirmDuties([one.Number]),
            1 => new RejectDuties([one.Number], RejectionReason.Slogan, null),
            2 => new DecideAgain([one.Number]),
            3 => new EditDuty(one.Number, one.At.Start + chance.Next(-6, 7), one.At.End + chance.Next(-6, 7), null, "某单位", null, null, null, null, null),
            4 => new SplitDuty(one.Number, [chance.Next(one.At.Start, one.At.End + 1)]),
            5 => new MergeDuties([one.Number, chance.Next(2) == 0 ? AnyNumber() : Behind()]),
            _ => Missed(),
        };

        // Two at random are seldom neighbours; the next one behind can be merged.
        int Behind() => document.Proposals.Where(p => p.State is ProposalState.Open or ProposalState.Confirmed && p.At.Start >= one.At.End).MinBy(p => p.At.Start)?.Number ?? one.Number;

        ProposeMissed Missed()
        {
            var start = chance.Next(-1, Text.Length);
            return new(start, start + chance.Next(0, 12), null);
        }
    }

    private static IEnumerable<Span> Spans(PolicyDocument document) => document.Proposals.Where(p => p.Live).Select(p => p.At).Concat(document.Leftovers.Select(l => l.At));

    private static IEnumerable<int> Letters(string text) => Enumerable.Range(0, text.Length).Where(at => char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]));
}
