using Qinglian.Application.Demo;

namespace Qinglian.Tests.Integration.Demo;

public sealed class DemoCountyTests(LoadedCounty county, ITestOutputHelper output) : IClassFixture<LoadedCounty>
{
    [Fact]
    public async Task Every_step_of_the_story_was_allowed()
    {
        output.WriteLine($"took {county.Took} cpu {county.Worked} acts {county.World.Acts} ");
        await using var command = county.Database.Owner.CreateCommand("select procedure, state, count(*)::int from dossier group by 1, 2 order by 1, 2");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) output.WriteLine($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetInt32(2)}");
        output.WriteLine($"lines {await county.Database.AskAsync<long>("select count(*) from ledger_line")} notices {await county.Database.AskAsync<long>("select count(*) from notice")}");
        foreach (var u in county.World.Unexpected.Take(60)) output.WriteLine(u);
        Assert.Empty(county.World.Unexpected);
    }
}
