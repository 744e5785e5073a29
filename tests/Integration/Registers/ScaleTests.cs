using System.Diagnostics;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using static Qinglian.Tests.Integration.Registers.RegisterWorld;

namespace Qinglian.Tests.Integration.Registers;

public sealed class ScaleTests
{
    /// <summary>Persons of a county are tens of thousands; a page deep in the list must be found by its key, not by counting up to it.</summary>
    [Fact]
    public async Task A_page_deep_in_a_long_register_costs_as_much_as_the_first()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        await world.Database.ExecuteAsync(
            $"""
            alter table person disable trigger ledger_line_demanded;
            alter table person disable trigger told;
            insert into person (id, revision, key, begins_on, valid_from, current, recorded_by, recorded_at, head, number, name, unit, party_member, covered)
            select gen_random_uuid(), 1, to_char(i, 'FM000000'), '2020-01-01', '2020-01-01', true, gen_random_uuid(), now(), '\x00', to_char(i, 'FM000000'), '人' || i, {unit}, true, true from generate_series(1, 40000) i;
            analyze person;
            """);
        var persons = world.Book.Of<PersonRow>();
        var leader = await world.HolderAsync("L", Duties.Leader, unit);
        var cursor = await CursorAsync(world, persons, leader, 30_000);

        await BestAsync(null);
        var (first, deep) = (await BestAsync(null), await BestAsync(cursor));
        Assert.True(deep < first * 5 + TimeSpan.FromMilliseconds(5), $"first page {first.TotalMilliseconds:0.0} ms, page 1500 {deep.TotalMilliseconds:0.0} ms");

        async Task<TimeSpan> BestAsync(string? after)
        {
            var best = TimeSpan.MaxValue;
            for (var i = 0; i < 8; i++)
            {
                var began = Stopwatch.GetTimestamp();
                Assert.Equal(20, (await world.Registrar.ListAsync(persons, new() { After = after }, leader, default)).Entries.Count);
                if (Stopwatch.GetElapsedTime(began) is var took && took < best) best = took;
            }

            return best;
        }
    }

    private static async Task<string> CursorAsync(RegisterWorld world, Register persons, Actor actor, int at) =>
        (await world.Registrar.ListAsync(persons, new() { Take = at }, actor, default)).Next!;
}
