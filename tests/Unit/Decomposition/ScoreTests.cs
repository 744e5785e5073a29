namespace Qinglian.Tests.Unit.Decomposition;

/// <summary>The rates the proposals must reach against marks made by hand.</summary>
public sealed class ScoreTests(ITestOutputHelper output)
{
    [Fact]
    public void The_commissioned_speeches_are_read_as_people_read_them()
    {
        var gold = Gold.Commissioned();
        Assert.SkipWhen(gold is null, "The commissioned speeches are not part of the repository.");

        Reaches(Score.Of(gold!));
    }

    [Theory]
    [InlineData("health-notice")]
    [InlineData("township-speech")]
    [InlineData("enterprise-speech")]
    [InlineData("transport-speech")]
    [InlineData("school-plan")]
    [InlineData("city-plenary")]
    [InlineData("bureau-group")]
    [InlineData("mayor-integrity")]
    [InlineData("hospital-meeting")]
    [InlineData("town-cadres")]
    [InlineData("party-school")]
    [InlineData("county-group")]
    [InlineData("city-secretary")]
    [InlineData("bureau-notice")]
    [InlineData("group-head")]
    public void Texts_of_other_fields_are_read_as_well(string name) => Reaches(Score.Of(Gold.Own(name)));

    private void Reaches(Score score)
    {
        output.WriteLine(score.ToString());

        Assert.True(score.FoundRate >= 0.9, score.ToString());
        Assert.True(score.WronglyProposedRate <= 0.1, score.ToString());
        Assert.True(score.PartyRate >= 0.8, score.ToString());
        Assert.True(score.CycleRate >= (score.Cycles < 10 ? 0.75 : 0.9), score.ToString());
    }
}
