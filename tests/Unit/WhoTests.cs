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
}
