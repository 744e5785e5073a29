using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Unit;

public sealed class WhoTests
{
    [Fact]
    public void A_union_of_parties_does_not_undo_a_separation_of_duties()
    {
        Assert.Contains(typeof(AddNote), Who.Anyone.ButNot<AddNote>().Or(Who.Opener).NotDoneBy);
        Assert.Contains(typeof(AddNote), Who.Opener.Or(Who.Anyone.ButNot<AddNote>()).NotDoneBy);
    }

    [Fact]
    public void A_phrase_put_together_reads_as_one_sentence_in_both_languages()
    {
        var owner = Who.Assignee.Or(Who.Holding(Duties.Office));
        var above = Who.Above(Duties.Office, Duties.Leader, Duties.Deputy).ButNotAssignee().ButNot<AddNote>().ButNot<StepBack>();

        Assert.Equal(("承办人本人，或本单位办公室经办", "the person it is assigned to, or the office of the unit"), (owner.Phrase.Zh, owner.Phrase.En));
        Assert.Equal("上级单位办公室经办、主要负责人、班子成员（承办人本人、办理过“批注”“申请回避”的人除外）", above.Phrase.Zh);
        Assert.Equal("the office, head or deputy head of a unit above (but not the person it is assigned to nor whoever did “Add a note” or “Step back from this matter”)", above.Phrase.En);
    }
}
