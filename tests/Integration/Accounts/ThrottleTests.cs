using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>Guessing has bounds, and nobody is locked out by somebody else's guesses.</summary>
public sealed class ThrottleTests
{
    private static readonly PersonId Owner = new(Guid.Parse("01900000-0000-7000-8000-000000000001"));

    [Fact]
    public async Task Ten_thousand_guesses_from_one_place_get_few_tries_and_the_owner_gets_in_from_elsewhere()
    {
        await using var db = await TestDatabase.CloneAsync();
        var clock = new MovedClock();
        var throttle = new Throttle(db.App, clock);
        var attacker = new Visit("203.0.113.7", "?");
        var tried = 0;

        for (var i = 0; i < 10_000; i++)
        {
            if (!(await throttle.TakeAsync("LI", Owner, attacker, default)).Refused) tried++;
            if (i % 10 == 9) clock.Move(TimeSpan.FromSeconds(6));
        }

        // 6 at once and one a minute: 10 000 guesses at ten in six seconds last 100 minutes.
        Assert.InRange(tried, 90, 106);
        Assert.False((await throttle.TakeAsync("LI", Owner, new("198.51.100.4", "?"), default)).Refused);
    }

    [Fact]
    public async Task Guesses_from_everywhere_are_bounded_too_and_a_browser_that_is_known_still_gets_in()
    {
        await using var db = await TestDatabase.CloneAsync();
        var clock = new MovedClock();
        var throttle = new Throttle(db.App, clock);
        var tried = 0;

        for (var i = 0; i < 2_999; i++)
        {
            if (!(await throttle.TakeAsync("LI", Owner, new($"10.{i % 250}.{i / 250}.1", "?"), default)).Refused) tried++;
            if (i % 100 == 99) clock.Move(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(tried, 60, 60 + (2 * 30) + 2);
        Assert.True((await throttle.TakeAsync("LI", Owner, new("198.51.100.4", "?"), default)).Refused);
        var known = new Visit("198.51.100.4", "?") { Known = new Dictionary<PersonId, string> { [Owner] = "0123456789abcdef" } };
        Assert.False((await throttle.TakeAsync("LI", Owner, known, default)).Refused);
    }

    [Fact]
    public async Task Who_was_held_back_is_let_try_again_when_the_time_said_has_passed()
    {
        await using var db = await TestDatabase.CloneAsync();
        var clock = new MovedClock();
        var throttle = new Throttle(db.App, clock);
        Throttle.Taken taken;
        while (!(taken = await throttle.TakeAsync("LI", Owner, new("203.0.113.7", "?"), default)).Refused)
        {
        }

        clock.Move(TimeSpan.FromSeconds(taken.Wait - 1));
        Assert.True((await throttle.TakeAsync("LI", Owner, new("203.0.113.7", "?"), default)).Refused);
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.False((await throttle.TakeAsync("LI", Owner, new("203.0.113.7", "?"), default)).Refused);
    }

    [Fact]
    public async Task A_large_office_behind_one_address_signs_in_without_waiting()
    {
        await using var db = await TestDatabase.CloneAsync();
        var throttle = new Throttle(db.App, new MovedClock());

        for (var i = 0; i < 500; i++)
        {
            var taken = await throttle.TakeAsync($"CLERK{i}", Owner, new("203.0.113.7", "?"), default);
            Assert.False(taken.Refused);
            await throttle.GiveBackAsync(taken, default);
        }
    }

    [Fact]
    public async Task Of_many_tries_at_once_no_more_count_than_one_after_the_other()
    {
        await using var db = await TestDatabase.CloneAsync();
        var throttle = new Throttle(db.App, new MovedClock());

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => throttle.TakeAsync("LI", Owner, new("203.0.113.7", "?"), default)));

        Assert.Equal(6, taken.Count(t => !t.Refused));
    }

    [Fact]
    public async Task No_address_is_kept()
    {
        await using var db = await TestDatabase.CloneAsync();
        await new Throttle(db.App, new MovedClock()).TakeAsync("LI", Owner, new("203.0.113.7", "?"), default);

        // Under another process' key the same address has other marks: they cannot be tried out afterwards.
        await new Throttle(db.App, new MovedClock()).TakeAsync("LI", Owner, new("203.0.113.7", "?"), default);

        Assert.Equal(6L, await db.AskAsync<long>("select count(*) from account_tries"));
    }
}
