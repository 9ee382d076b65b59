package dev.reveille.cli.command;

import dev.reveille.cli.doctor.Doctor;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    sortOptions = false,
    description = "Say what this machine and folder lack, in the order of what to do.")
final class DoctorCommand extends ReveilleCommand {
  @Override
  int run(Session session) throws Exception {
    return Doctor.run(session);
  }
}
